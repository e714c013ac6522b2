# Whole folders: their names hold characters that make(1) takes for its own.
EXTRA_DIST += examples/cleanup examples/dn42 examples/edge examples/ixp examples/network \
	examples/systemd

# What runs the examples: the pipeline and its stages' deaths, the real data
# where there is some, and the lab.
BATS_TESTS += tests/pipeline.bats tests/real.bats tests/deploy.bats \
	tests/systemd.bats tests/ixp-example.bats
LAB_TESTS += tests/lab/two-routers.bats tests/lab/mesh.bats \
	tests/lab/network.bats tests/lab/edge.bats
EXTRA_DIST += tests/lab/lab.bash tests/lab/exchange.bash
