#!/usr/bin/env bats
# peer-shell on a terminal: what a person is asked.

bats_require_minimum_version 1.5.0
bats_load_library bats-support
bats_load_library bats-assert

setup() {
	command -v expect >/dev/null || skip "no expect"
	cd "$BATS_TEST_TMPDIR" || return
	unset SSH_ORIGINAL_COMMAND SSH_USER_AUTH
	# shellcheck source=tests/peer-shell/service.bash
	. "$TOP_SRCDIR/tests/peer-shell/service.bash"
	service ''
}

# person: types and expects what standard input says: pairs of lines, the text
# to wait for and what to type then.
person() {
	{
		cat <<-'END'
			set timeout 20
			spawn peer-shell -s site.yaml --as OAK-MNT --wait 1
			proc wait_for {text} {
				expect {
					-ex $text {}
					timeout { puts "no: $text"; exit 90 }
					eof { puts "over: $text"; exit 91 }
				}
			}
		END
		while IFS= read -r text && IFS= read -r answer; do
			printf 'wait_for {%s}\nsend -- "%s\\r"\n' "$text" "$answer"
		done
		# shellcheck disable=SC2016 # it is Tcl's
		printf 'expect eof\nlassign [wait] pid id error status\nexit $status\n'
	} >script
	expect script
}

@test "a person is asked, again for what is wrong, and says yes" {
	run -0 person <<-END
		> 
		peer_create
		AS number [64601]: 
		64602
		not yours
		64603
		public key [none]: 
		abc
		public key [none]: 
		$KEY
		address [none]: 
		10.0.0.1
		Port [51820]: 
		70000
		Port [51820]: 

		tunnel [none]: 
		fe80::9
		address [10.0.0.1]: 
		ash.example
		Port [51820]: 
		123
		yes or no) 
		yes
		as64603 on fir is active, id 1.
		peer_list
		ash.example:123
		bye
	END
	assert_output --partial '[endpoint-public]'
	run -0 request-store -s site.yaml list
	assert_output --partial 'endpoint=ash.example:123	id=1	link-local=fe80::9'
}

@test "without a yes nothing is changed; ^C gives up; a change has defaults" {
	shell OAK-MNT "peer_create asn=64601 public-key=$KEY endpoint=oak.example:51820 link-local=fe80::2"
	TERM=../../../etc/passwd run -0 person <<-END
		> 
		peer_remove
		Remove it? (yes or no) 
		y
		nothing was changed
		peer_change
		public key [$KEY]: 

		address [oak.example]: 
		none
		tunnel [fe80::2]: 

		yes or no) 
		yes
		as64601 on fir is active
		peer_create
		AS number [64601]: 
		\\003
		nothing was changed
		quit
	END
	run -0 request-store -s site.yaml list
	assert_output --partial 'link-local=fe80::2'
	refute_output --partial endpoint
	run -0 request-store -s site.yaml log
	assert_equal "${#lines[@]}" 2
}
