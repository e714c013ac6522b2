#!/usr/bin/env bats
# What a C library and curl do on a network only when something is out of the
# ordinary is inside of the walls, too: BIRDFEED_WALLS=kill kills otherwise.

load lab

teardown() {
	lab_down
}

# server: DNS that answers over TCP alone, for *.example but not nx.example,
# and HTTP on ports 80 and 3128, for a proxy.
server() {
	cat >server <<-'END'
		use strict;
		use IO::Socket::INET;
		sub answer {
			my ($q, $tcp) = @_;
			my ($name, $type) = substr($q, 12) =~ /^((?:[^\0][^\0]*)\0)(..)/s;
			my $question = substr($q, 12, length($name) + 4);
			return substr($q, 0, 2) . pack("n5", 0x8380, 1, 0, 0, 0) . $question
				unless $tcp;
			return substr($q, 0, 2) . pack("n5", 0x8183, 1, 0, 0, 0) . $question
				if $name =~ /nx/;
			my $a = unpack("n", $type) == 1;
			return substr($q, 0, 2) . pack("n5", 0x8180, 1, $a, 0, 0) . $question .
				($a ? pack("n3Nn", 0xc00c, 1, 1, 60, 4) . "\x7f\0\0\1" : "");
		}
		sub listener {
			IO::Socket::INET->new(Listen => 9, ReuseAddr => 1,
				LocalAddr => $_[0], LocalPort => $_[1]) or die;
		}
		my @tcp = map { listener(@$_) } ["127.0.0.53", 53],
			["127.0.0.1", 80], ["127.0.0.1", 3128];
		my $udp = IO::Socket::INET->new(Proto => "udp",
			LocalAddr => "127.0.0.53", LocalPort => 53) or die;
		for my $s (@tcp) {
			next if fork;
			while (my $c = $s->accept) {
				next if fork;
				if ($s->sockport == 53) {
					while (read($c, my $n, 2) == 2) {
						read($c, my $q, unpack("n", $n));
						my $r = answer($q, 1);
						syswrite($c, pack("n", length $r) . $r);
					}
				} else {
					sysread($c, my $request, 65536);
					my $body = "from " . $s->sockport;
					syswrite($c, "HTTP/1.1 200 OK\r\nConnection: close\r\n" .
						"Content-Length: " . length($body) . "\r\n\r\n$body");
				}
				exit;
			}
		}
		open(my $f, ">", "ready");
		while ($udp->recv(my $q, 4096)) { $udp->send(answer($q, 0)); }
	END
	lab_in host perl server 3>&- &
	lab_wait 10 test -e ready
}

# fetch URL [NAME=VALUE ...]: what is there, or why not.
fetch() {
	local url=$1
	shift
	cat >site.yaml <<-END
		network: {asn: 64511}
		registry: {kind: none}
		sources: {s: {url: "$url", allow-http: true}}
		routers: {r: {router-id: 192.0.2.1}}
	END
	rm -rf cache
	mkdir cache
	run lab_in host env "$@" source-fetch -s site.yaml --cache "$PWD/cache" --raw s
}

@test "source-fetch: DNS over TCP, proxies, and what there is not" {
	command -v perl >/dev/null || skip "no perl"
	LAB=$BATS_TEST_TMPDIR
	cd "$LAB" || return
	export BIRDFEED_WALLS=kill
	lab_router host
	echo 'nameserver 127.0.0.53' >resolv.conf
	lab_in host mount --bind resolv.conf "$(readlink -f /etc/resolv.conf)"
	server
	fetch http://oak.example/x LC_ALL=de_DE.UTF-8 TZ=Europe/Berlin
	assert_success
	assert_output 'from 80'
	fetch http://oak.example/x http_proxy=http://ash.example:3128
	assert_output 'from 3128'
	fetch http://oak.example/x http_proxy=socks5h://127.0.0.1:1
	assert_failure 2
	assert_output --partial "Couldn't connect to server"
	fetch http://nx.example/x RES_OPTIONS=use-vc
	assert_failure 2
	assert_output --partial 'Could not resolve host'
	fetch https://oak.example/x HOME=/nonexistent
	assert_failure 2
	assert_output --partial "Couldn't connect to server"
	: >none
	lab_in host mount --bind none "$(readlink -f /etc/resolv.conf)"
	fetch http://oak.example/x
	assert_failure 2
	assert_output --partial 'Could not resolve host'
}
