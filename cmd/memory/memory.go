// Package memory settles how much memory the garbage collector lets a program take
// before it works, and how the system hands that memory out. To import it is enough.
//
// Reading histories makes garbage that is small beside what machines have, and much of
// the time of a short run is spent on collecting it and on the system's handing out one
// small page after the other. Drawing pages holds more for longer, so there collecting
// it costs little beside what drawing takes. Whoever sets GOGC settles it all otherwise.
package memory

import (
	"os"
	"runtime"
	"runtime/debug"
	"sync/atomic"
)

// Percents as GOGC has them. The collector begins at 4 MB for every hundred of them, or
// where the garbage is so many percent of what is in use.
const (
	atFirst  = 3200
	reading  = 200
	drawing  = 75
	firstMiB = 4 * atFirst / 100
)

// limits are the percentages that are the most where so many bytes are in use: the more
// there are, the less what collecting costs matters beside what the machine has.
var limits = []struct {
	used    uint64
	percent int64
}{{256 << 20, 50}, {96 << 20, 100}}

// wanted is the percentage for what is being done, and set the one that was set last.
var wanted, set atomic.Int64

// What is settled here counts from as early on as the order of imports lets it: other
// packages fill some two megabytes with tables before main begins, a third of all pages
// that a short run touches one by one. Nothing but time depends on that order. Cost:
// about 1 ms, which is less than those pages do.
func init() { forReading() }

// forReading settles that nothing is collected before 128 MB are taken, and from then on
// half as often as usual.
func forReading() {
	if os.Getenv("GOGC") != "" {
		return
	}
	inLargePages(firstMiB << 20)
	wanted.Store(reading)
	apply(atFirst)
	after(1, follow)
}

func apply(percent int64) {
	set.Store(percent)
	debug.SetGCPercent(int(percent))
}

// follow sets the percentage after every collection, by what is done and what is in use.
func follow() {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats) // runtime/metrics would tell, and cost every start
	used := stats.NextGC * 100 / (100 + uint64(set.Load()))
	apply(within(wanted.Load(), used))
	after(1, follow)
}

// within is the percentage that is wanted, or less where so many bytes are in use.
func within(wanted int64, used uint64) int64 {
	for _, l := range limits {
		if used > l.used {
			wanted = min(wanted, l.percent)
		}
	}
	return wanted
}

// after does something when the collector has worked so many times.
func after(collections int, do func()) {
	garbage := new([64]byte)
	runtime.AddCleanup(garbage, func(left int) {
		if left > 0 {
			after(left, do)
		} else {
			do()
		}
	}, collections-1)
}

// ForDrawing is for when pages begin to be drawn.
func ForDrawing() {
	if os.Getenv("GOGC") != "" {
		return
	}
	wanted.Store(drawing)
	apply(drawing)
}
