#!/usr/bin/env bats
# peer-validate: what link-latency measured, and what the operator wrote; and
# how bird-render marks it.

load ../verbose
load ../render/judge

# measured NAME MS CLASS [ROUTER]: as link-latency judge writes it.
measured() {
	printf 'latency\t%s\tms=%s\tclass=%s\tsince=1700000000' "$1" "$2" "$3"
	printf '\tsamples=144\trouter=%s\n' "${4-yew}"
}

# alder LINES: the operator's own peer, with these lines.
alder() {
	cat >alder.yaml <<-END
	name: alder
	asn: 4242428101
	public-key: $KEY
	id: 1
	$1
	END
}

@test "a measured latency is the peer's, and passes through" {
	{ request alder; measured alder 6.91 2; measured wg-int-oak 1 1; } |
		joined >in
	peer-validate -s site.yaml <in >out 2>err
	run grep '^peer' out
	assert_output --partial "	latency=6.91	"
	run grep -c '^latency' out
	assert_output 2
	run cat err
	assert_output "peer-validate: 1 peers passed, 0 refused"
	run peer-validate -s site.yaml --explain alder <in
	assert_line --regexp '^latency +measured: 6\.91 ms, class 2$'
	bird-render -s site.yaml --only peers,filters <out >text
	run grep -c 'bf_latency(2);' text
	assert_output 4
}

@test "that of another router, and of nobody, is none of its" {
	{ request alder; measured alder 6.91 2 elm; measured birch 30 4; } |
		joined >in
	run peer-validate -s site.yaml <in
	assert_passed alder
	refute_output --partial "	latency="
}

@test "the operator's own wins, and that is said" {
	alder "latency: 4"
	measured alder 6.91 2 | joined >in
	command peer-validate -s site.yaml alder.yaml <in >out 2>err
	run grep '^peer' out
	assert_output --partial "	latency=4	"
	run cat err
	assert_output ""
	run peer-validate -v -s site.yaml alder.yaml <in
	assert_line "peer-validate: alder.yaml:5: alder: latency: 4 ms (class 2) is written and counts; measured are 6.91 ms (class 2) [latency]"
	measured alder 31 4 | joined >in
	run peer-validate -s site.yaml alder.yaml <in
	assert_line "peer-validate: alder.yaml:5: alder: warning: latency: 4 ms (class 2) is written and counts; measured are 31 ms (class 4) [latency]"
	run peer-validate -s site.yaml --explain alder alder.yaml <in
	assert_success
	assert_line --regexp '^latency +written: 4 ms \(class 2\)'
}

@test "a stranger cannot write one, and a bad record stops the run" {
	request alder latency=1 | joined >in
	run peer-validate -s site.yaml <in
	assert_line --partial "latency: not a field of a request record"
	{ request alder; measured alder 6.91 3; } | joined >in
	run peer-validate -s site.yaml <in
	assert_failure 2
	assert_output --partial "class: not that of its ms"
	refute_line %end
	{ request alder; measured alder 6 2; measured alder 5 2; } | joined >in
	run peer-validate -s site.yaml <in
	assert_failure 2
	assert_output --partial "two latency records of this link"
}

@test "link type and packet loss are marked where the operator says so only" {
	alder "latency: 4"
	joined </dev/null | peer-validate -q -s site.yaml alder.yaml |
		bird-render -q -s site.yaml --only filters >out
	run ! grep -E 'bf_loss|64511, (8|9).\)\)' out
	alder "link-type: 83
loss: 92
crypto: 36"
	joined </dev/null | peer-validate -q -s site.yaml alder.yaml >records
	bird-render -q -s site.yaml --only filters <records >out
	run grep -c 'bgp_community.add((64511, 83));' out
	assert_output 4
	run grep -c 'bf_loss(92);' out
	assert_output 4
	run grep -c 'bf_crypto(36);' out
	assert_output 4
	alder "loss: 95"
	joined </dev/null >in
	run peer-validate -s site.yaml alder.yaml <in
	assert_line --partial "91 .. 94"
}
