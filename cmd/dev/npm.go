package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// The packages of the npm registry that checks use. None of them is part of
// polity or of a site.
const (
	validator = "vnu-jar@26.9.27"
	axe       = "axe-core@4.14.1"
)

// npmPackages installs those packages once, outside the checkout ($POLITY_DEV_NPM,
// else the user's cache folder), and returns the folder they are in. Their own
// install scripts are not run.
func (d *dev) npmPackages() (string, error) {
	dir := os.Getenv("POLITY_DEV_NPM")
	if dir == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return "", err
		}
		dir = filepath.Join(cache, "polity-dev", validator+"_"+axe)
	}
	modules := filepath.Join(dir, "node_modules")
	if _, err := os.Stat(filepath.Join(modules, ".package-lock.json")); err == nil {
		return modules, nil
	}
	if _, err := exec.LookPath("npm"); err != nil {
		return "", errors.New("this check needs npm (Node.js) on the PATH")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	fmt.Fprintf(d.out, "installing %s and %s into %s\n", validator, axe, dir)
	err := d.run(nil, "npm", "install", "--prefix", dir, "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", validator, axe)
	return modules, err
}

// sample builds the sample commons into a temporary folder; clean removes it.
func (d *dev) sample() (site string, clean func(), err error) {
	dir, err := os.MkdirTemp("", "polity-dev-")
	if err != nil {
		return "", nil, err
	}
	clean = func() { os.RemoveAll(dir) }
	site = filepath.Join(dir, "site")
	// From an empty folder, so that no polity.yaml is found.
	binary, err := d.buildPolity(dir)
	if err == nil {
		c := exec.CommandContext(d.ctx, binary, "build", "--quiet", "-o", site, "--cache", filepath.Join(dir, "cache"))
		c.Dir, c.Stdout, c.Stderr = dir, d.out, d.errs
		err = c.Run()
	}
	if err != nil {
		clean()
		return "", nil, err
	}
	return site, clean, nil
}

// buildPolity compiles the program into dir and returns its absolute path.
func (d *dev) buildPolity(dir string) (string, error) {
	binary, err := filepath.Abs(filepath.Join(dir, "polity"))
	if err != nil {
		return "", err
	}
	return binary, d.run(nil, "go", "build", "-o", binary, "./cmd/polity")
}
