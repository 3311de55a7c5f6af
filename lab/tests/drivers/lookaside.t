../lab/tests/run-drivers.sh: 35: ./drive: not found
