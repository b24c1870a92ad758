// Package memory settles how much memory the garbage collector lets a program take
// before it works, and how the system hands that memory out.
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
	"runtime/metrics"
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
	live    uint64
	percent int
}{{1 << 30, 50}, {256 << 20, 100}}

// wanted is the percentage for what is being done.
var wanted atomic.Int64

// ForReading is for the beginning of a program that reads histories: nothing is collected
// before 128 MB are taken, and from then on half as often as usual. Cost: about 3 ms.
func ForReading() {
	if os.Getenv("GOGC") != "" {
		return
	}
	collections := 1
	if inLargePages(firstMiB << 20) {
		collections = 2 // the first takes those pages back, at once
	}
	wanted.Store(reading)
	debug.SetGCPercent(atFirst)
	after(collections, follow)
}

// follow sets the percentage after every collection, by what is done and what is in use.
func follow() {
	percent, used := int(wanted.Load()), live()
	for _, l := range limits {
		if used > l.live {
			percent = min(percent, l.percent)
		}
	}
	debug.SetGCPercent(percent)
	after(1, follow)
}

// live is how many bytes the last collection found in use.
func live() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
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
	debug.SetGCPercent(drawing)
}
