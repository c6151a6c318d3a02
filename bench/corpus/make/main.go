// Make writes a site of a given size to measure with.
//
//	go run ./bench/corpus/make -size medium -format ours /dev/shm/ours
package main

import (
	"flag"
	"fmt"
	"os"

	"welcomepack/bench/corpus"
)

func main() {
	size := flag.String("size", "small", "small, medium or large")
	format := flag.String("format", "ours", "ours or hugo")
	flag.Parse()
	z, ok := corpus.Sizes[*size]
	if !ok || flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	if err := corpus.Format(*format).Write(z, corpus.Into(flag.Arg(0))); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
}
