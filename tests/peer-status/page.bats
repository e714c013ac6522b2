#!/usr/bin/env bats
# peer-status's page in a browser: at the width of a desk and of a phone, light
# and dark, nothing scrolls sideways and no word is broken.

bats_require_minimum_version 1.5.0
bats_load_library bats-support
bats_load_library bats-assert

HERE=$TOP_SRCDIR/tests/peer-status
NOW=1795261081		# when said/bird-2.0.12 was recorded

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
		skip "no chromium"
	# A long name, a long address, and everybody who may be missing.
	sed -e 's/Ash & <sons>/A description that is longer than a telephone is wide, and says little/' \
		-e 's/127\.0\.0\.3$/2001:db8:1111:2222:3333:4444:5555:6666/' \
		"$HERE/said/bird-2.0.12" >said
	"$TOP_BUILDDIR/tests/fake-bird" "$PWD/bird.ctl" play="$PWD/said" >bird.log 3>&- &
	BIRD_PID=$!
	for _ in $(seq 200); do
		[ ! -S bird.ctl ] || break
		sleep 0.01
	done
	tr '|' '\t' >records <<-'END'
	%begin birdfeed-records 1
	aut-num|AS4242429051|as-name=ORCHARD-OF-ASH-AND-HER-MANY-SONS-AS
	participant|AS4242429051|address=127.0.0.2|prefix=2001:db8:5a::/48|prefix=2001:db8:1111:2222:3333:4444:5555:6666/128
	participant|AS4242429060|address=127.0.0.6|prefix=2001:db8:60::/48
	participant|AS4242429061|address=127.0.0.7|prefix=2001:db8:61::/48
	refusal|AS4242429062|address=127.0.0.9|reason=prefix: 2001:db8:62:1000::/48 has bits behind its length (expected 2001:db8:62::/48)
	%end
	END
	{
		echo 'birdfeed-history 2'
		printf '%s\tAS4242429051 127.0.0.2\t%s\n' $((NOW - 500000)) up \
			$((NOW - 300000)) down $((NOW - 200000)) unknown \
			$((NOW - 90000)) up
		printf '%s\tAS4242429061 127.0.0.7\t%s\n' $((NOW - 400000)) up
	} >history
	peer-status --socket "$PWD/bird.ctl" --now $NOW -f html --every 60 \
		--history history records >page.html
}

teardown() {
	[ -z "${BIRD_PID:-}" ] || kill "$BIRD_PID" || true
}

# browse OPTION ...: what the browser makes of frames.html.
browse() {
	local chromium
	chromium=$(command -v chromium || command -v chromium-browser)
	HOME=$PWD XDG_RUNTIME_DIR=$PWD timeout 120 "$chromium" --headless \
		--no-sandbox --disable-gpu --disable-dev-shm-usage \
		--no-first-run --user-data-dir="$PWD/profile" \
		--window-size=1400,900 "$@" "file://$PWD/frames.html" \
		2>chromium.log 3>&-
}

# The page in frames: Chromium's window is never narrower than 500 px.
frames() {
	local width
	echo '<!DOCTYPE html><html><meta charset="utf-8"/><body>'
	for width in 1280 375; do
		printf '<iframe width="%s" height="4000" style="border: 0" srcdoc="' "$width"
		sed -e 's/&/\&amp;/g' -e 's/"/\&quot;/g' "$1"
		echo '"></iframe>'
	done
	printf '<script>\n'
	cat "$HERE/measure.js"
	printf '</script></body></html>\n'
}

# measured SCHEME: what is found at each width.
measured() {
	local dark=()
	[ "$1" = light ] || dark=(--force-dark-mode)
	browse "${dark[@]}" --dump-dom | sed -n '/<pre>/,/<\/pre>/p' |
		sed -e 's/.*<pre>//' -e 's/<\/pre>.*//'
}

@test "no word broken and nothing to scroll, at 1280 and 375 px, light and dark" {
	frames page.html >frames.html
	for scheme in light dark; do
		run measured $scheme
		assert_output "1280
seen
$scheme
375
seen
$scheme"
	done
}

@test "the measure finds what it looks for" {
	sed -e 's/<\/style>/table { width: 2000px } .state { word-break: break-all; display: block; max-width: 3em }&/' \
		page.html >wide.html
	frames wide.html >frames.html
	run measured light
	assert_line --partial "scrolls: "
	assert_line "broken: refused"
}
