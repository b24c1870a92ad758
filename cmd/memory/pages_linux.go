package memory

import (
	"bytes"
	"os"
	"runtime"
	"runtime/debug"

	"golang.org/x/sys/unix"
)

// inLargePages asks the system to hand out the next so many bytes of memory in pages of
// 2 MiB instead of 4 KiB, where it does that for those who ask: a page costs some 2 µs
// whatever its size. The memory is taken, marked and at once left to the collector
// unused; what is allocated after that is put there.
func inLargePages(size int) {
	how, err := os.ReadFile("/sys/kernel/mm/transparent_hugepage/enabled")
	if err != nil || !bytes.Contains(how, []byte("[madvise]")) {
		return
	}
	debug.SetGCPercent(-1)
	_ = unix.Madvise(make([]byte, size), unix.MADV_HUGEPAGE) // refused, it is memory like any other
	runtime.GC()
}
