package memory

import (
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

func TestWithin(t *testing.T) {
	for _, x := range []struct {
		wanted int64
		used   uint64
		want   int64
	}{
		{reading, 0, 200},
		{reading, 90 << 20, 200},
		{reading, 150 << 20, 100},
		{reading, 300 << 20, 50},
		{drawing, 200 << 20, 75},
		{drawing, 300 << 20, 50},
	} {
		if got := within(x.wanted, x.used); got != x.want {
			t.Errorf("%d %% wanted, %d bytes used: %d %%, want %d", x.wanted, x.used, got, x.want)
		}
	}
}

// What is set follows from collection to collection, and what is drawn is drawn with less.
func TestFollows(t *testing.T) {
	t.Setenv("GOGC", "")
	before := debug.SetGCPercent(100)
	defer debug.SetGCPercent(before)
	settles := func(percent int64) bool {
		for range 200 {
			runtime.GC()
			if set.Load() == percent {
				return true
			}
			time.Sleep(10 * time.Millisecond)
		}
		return false
	}
	forReading()
	if !settles(reading) {
		t.Errorf("reading: %d %%, want %d", set.Load(), reading)
	}
	ForDrawing()
	if !settles(drawing) {
		t.Errorf("drawing: %d %%, want %d", set.Load(), drawing)
	}
}
