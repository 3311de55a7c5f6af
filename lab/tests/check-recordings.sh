#!/bin/sh
# What was recorded is still what was recorded.
set -eu
cd "${srcdir:-.}/dumps"
sha256sum --check --quiet MANIFEST
