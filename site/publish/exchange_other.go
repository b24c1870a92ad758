//go:build !linux && !darwin

package publish

import "errors"

// exchange is not to be had here; the caller changes places in two steps.
func exchange(_, _ string) error { return errors.ErrUnsupported }
