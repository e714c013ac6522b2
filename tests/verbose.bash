# The summaries, and what is wrong with other people's objects, are said under
# -v only; the tests that load this file look at them.
export BIRDFEED_WALLS="${BIRDFEED_WALLS:-quiet}"
for tool in bird-render link-latency mrt-origins participant-parse \
    peer-validate registry-activity registry-check registry-keys registry-parse \
    registry-query roa-json source-fetch wg-render; do
	eval "$tool() { command $tool -v \"\$@\"; }"
	export -f "${tool?}"
done
