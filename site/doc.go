// Package site is the pipeline: sources in, a finished site out, one step a line.
// It is the only room that knows all the others; cmd calls it with settings and
// prints what it returns.
package site
