//go:build !unix

package main

import (
	"os"
	"time"
)

// peakMemory is not told by this system.
func peakMemory(*os.ProcessState) int64 { return 0 }

// processorTime is unknown where the system does not tell.
func processorTime() time.Duration { return 0 }
