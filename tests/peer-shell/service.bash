# shellcheck shell=bash
# shellcheck disable=SC2034 # for the tests
# A network with self-service, and the tools around its peer-shell.

KEY=V5UNAm85mS5yCgZ8VNLXC3mzzA3a9kd7p1PQ1S0iPWo=
OTHER_KEY=/kwo9FjQRtgNyhMARTw9SvyvXIN7I7Lf0ICTytHjfA4=

# service [LINE ...]: the site, with these lines in its self-service.
service() {
	mkdir -p psk run
	cat >site.yaml <<-END
		network: {asn: 64496, prefixes: [192.0.2.0/24, "2001:db8::/32"]}
		registry: {kind: dn42}
		routers:
		  fir:
		    ipv4: 192.0.2.1
		    ipv6: 2001:db8::1
		    router-id: 192.0.2.1
		    endpoint: fir.example
		    wireguard:
		      public-key: hvkpwAAt1cHcRuxvfxcbWr3DnV8hpGFzaWbiBKKfSB8=
		      private-key-file: /etc/wireguard/key
		      link-local: fe80::1
		      base-port: 52000
		peering: {interface: wg-%n, protocol: ebgp_%n}
		self-service:
		  store: $PWD/store.db
		  psk-dir: $PWD/psk
		  run-dir: $PWD/run
		  admins: [FIR-MNT]
	END
	[ -z "$1" ] || printf '  %s\n' "$@" >>site.yaml
	{
		printf '\n%%begin birdfeed-records 1\n'
		printf 'aut-num\tAS%s\tmnt-by=%s\n' 64601 OAK-MNT \
			64602 ELM-MNT 64603 OAK-MNT 64604 FIR-MNT
		printf 'route6\tfd42:%s::/48\torigin=AS%s\n' 1 64601 \
			2 64602 3 64603 4 64604
		printf 'prefix-rule\t1/ipv%s\taction=permit\tprefix=%s\tmin=%s\tmax=%s\n' \
			4 172.31.0.0/16 21 29 6 fd00::/8 44 64
		printf '%%end\n'
	} >run/registry.records
}

# shell MNT [ARGUMENT ...]
shell() {
	local as=$1
	shift
	SSH_CONNECTION='192.0.2.77 1025 192.0.2.1 4242' \
		peer-shell -s site.yaml --as "$as" --wait 3 "$@"
}
