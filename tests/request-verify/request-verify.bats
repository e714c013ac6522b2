#!/usr/bin/env bats
# request-verify: signed texts, against keys that are made here.

bats_load_library bats-support
bats_load_library bats-assert

KEY=V5UNAm85mS5yCgZ8VNLXC3mzzA3a9kd7p1PQ1S0iPWo=

setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	# Sockets of gpg's agent need a short path.
	GNUPGHOME=$(mktemp -d /tmp/bf-gpg.XXXXXX)
	export GNUPGHOME
	ssh-keygen -q -t ed25519 -N '' -C '' -f oak
	ssh-keygen -q -t ecdsa -b 521 -N '' -C '' -f oak521
	ssh-keygen -q -t rsa -b 2048 -N '' -C '' -f oakrsa
	ssh-keygen -q -t ed25519 -N '' -C '' -f stranger
	if command -v gpg >/dev/null; then
		pgp_key elm
		pgp_key fir
		pgp_key mallory
	fi
	export ELM FIR MALLORY
	records >records
}

teardown_file() {
	if command -v gpgconf >/dev/null; then
		gpgconf --kill all
	fi
	rm -rf "$GNUPGHOME"
}

# pgp_key NAME: a key; its fingerprint in $NAME, its block in NAME.asc.
pgp_key() {
	gpg -q --batch --passphrase '' --quick-generate-key \
		"$1 <$1@example>" "${2:-ed25519}" sign "${3:-never}" 2>/dev/null
	local fpr
	fpr=$(gpg --list-keys --with-colons "$1@example" 2>/dev/null |
		awk -F: '$1 == "fpr" { print $10; exit }')
	gpg --armor --export "$fpr" >"$1.asc"
	printf -v "${1^^}" %s "$fpr"
}

records() {
	printf '\n%%begin birdfeed-records 1\n'
	printf 'aut-num\tAS64601\tmnt-by=OAK-MNT\naut-num\tAS64602\tmnt-by=ELM-MNT\n'
	printf 'aut-num\tAS64603\tmnt-by=FIR-MNT\n'
	[ -z "$FIR" ] || printf 'key-cert\tPGPKEY-%s\tmethod=PGP\tfingerpr=%s%s\n' \
		"${FIR: -8}" "$(sed 's/..../& /g' <<<"$FIR")" \
		"$(sed 's/^/\tcertif=/' <"${CERT:-fir.asc}" | tr -d '\n')"
	printf 'mntner\tOAK-MNT\tauth=%s\tauth=%s\tauth=%s\n' "$(cut -d' ' -f1,2 oak.pub)" \
		"$(cut -d' ' -f1,2 oak521.pub)" "$(cut -d' ' -f1,2 oakrsa.pub)"
	printf 'mntner\tELM-MNT\tauth=pgp-fingerprint %s\n' "${ELM,,}"
	printf 'mntner\tFIR-MNT\tauth=PGPKEY-%s\n' "${FIR: -8}"
	printf '%%end\n'
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	cp "$BATS_FILE_TMPDIR"/* .
	mkdir seen
	cat >site.yaml <<-END
		network: {asn: 64496, prefixes: [192.0.2.0/24]}
		routers:
		  fir:
		    ipv4: 192.0.2.1
		    wireguard:
		      public-key: /kwo9FjQRtgNyhMARTw9SvyvXIN7I7Lf0ICTytHjfA4=
		      private-key-file: /etc/wireguard/key
		      link-local: fe80::1
	END
}

need_gpg() {
	command -v gpg >/dev/null && command -v gpgv >/dev/null ||
		skip "no gpg and gpgv"
}

# text MNTNER ASN [LINE ...]: what is signed.
text() {
	cat <<-END
		birdfeed-request 1
		mntner: $1
		network: AS64496
		operation: create
		asn: $2
		# mtu: 1400
		public-key: $KEY
		date: ${DATE:-2026-11-26T12:00:00Z}
	END
	shift 2
	[ $# -eq 0 ] || printf '%s\n' "$@"
}

verify() {
	request-verify -s site.yaml --seen-keys seen \
		--now "${NOW:-2026-11-26T12:00:00Z}" "$@" records
}

# ssh_signed KEY <TEXT: the text, with its signature behind it.
ssh_signed() {
	cat >r
	rm -f r.sig
	ssh-keygen -q -Y sign -f "$1" -n "${NAMESPACE:-birdfeed-peering}" r
	cat r r.sig
}

petition() {
	printf '\n%%begin birdfeed-records 1\npetition\tas%s\toperation=create\tdate=2026-11-26T12:00:00Z\tkey=%s\tsigned-by=%s\tasn=%s\tpublic-key=%s\n%%end' \
		"$3" "$1" "$2" "$3" "$KEY"
}

refused() {
	assert_failure 1
	assert_output --regexp "^request-verify: -: .* \\[$1\\]\$"
	assert_equal "${#lines[@]}" 1
}

@test "SSH: a signature of each of the maintainer's keys" {
	local key
	for key in oak oak521 oakrsa; do
		text OAK-MNT 64601 | ssh_signed $key >in
		run verify <in
		assert_success
		assert_output "$(petition "$(cut -d' ' -f1 $key.pub) $(ssh-keygen -lf $key.pub | cut -d' ' -f2)" OAK-MNT 64601)"
	done
}

@test "SSH: in a mail, with the line ends of mail" {
	{
		printf 'From: oak@example\nSubject: peering\nContent-Transfer-Encoding: 8bit\n\n'
		text OAK-MNT 64601 | ssh_signed oak
		printf '\n-- \noak\n'
	} | sed 's/$/\r/' >in
	run verify <in
	assert_success
	assert_line --partial 'signed-by=OAK-MNT'
}

@test "SSH: a stranger's key, another text, another namespace" {
	text OAK-MNT 64601 | ssh_signed stranger >in
	run verify <in
	refused signature
	text OAK-MNT 64601 | ssh_signed oak | sed 's/64496/64497/' >in
	run verify <in
	refused signature
	text OAK-MNT 64601 | NAMESPACE="file" ssh_signed oak >in
	run verify <in
	refused signature
	text ELM-MNT 64602 | ssh_signed oak >in
	run verify <in
	refused no-key
}

@test "what a text must say" {
	local DATE
	say() { ssh_signed oak >in; run verify <in; }
	say < <(text OAK-MNT 64601 | grep -v ^date)
	refused field
	say < <(text OAK-MNT 64601 'mtu: 12')
	refused field
	say < <(text OAK-MNT 64601 'mtu: 1400' 'mtu: 1400')
	refused field
	say < <(text OAK-MNT 64601 'psk-file: /etc/shadow')
	refused text
	say < <(text OAK-MNT 64601 'id: 7')
	refused text
	say < <(text OAK-MNT 64601 'nothing at all')
	refused text
	say < <(text OAK-MNT 64601 $'description: \x1b[2J')
	refused text
	say < <(text OAK-MNT 64601 | sed 's/^network.*/network: AS64497/')
	refused other-network
	say < <(text OAK-MNT 64601 'router: elm')
	refused router
	say < <(text NOBODY-MNT 64601)
	refused mntner
	say < <(text 'oak-mnt' 64601)
	refused text
	say < <(text OAK-MNT 64602)
	refused as-mntner
	say < <(text OAK-MNT 64999)
	refused as-unknown
	say < <(DATE=2026-11-26T12:10:01Z text OAK-MNT 64601)
	refused date-future
	say < <(DATE=2026-11-25T11:59:59Z text OAK-MNT 64601)
	refused date-old
	for DATE in 2026-11-26T12:10:00Z 2026-11-25T12:00:00Z; do
		export DATE
		say < <(text OAK-MNT 64601)
		assert_success
	done
	say < <(text OAK-MNT 64601 | sed 's/birdfeed-request 1/birdfeed-request 2/')
	refused text
}

@test "a change: an empty value takes a field away" {
	text OAK-MNT 64601 'endpoint:' 'router: fir' 'name: as64601-2' |
		sed 's/create/change/; /^public-key/d' | ssh_signed oak >in
	run verify <in
	assert_success
	assert_line --regexp '^petition	as64601-2	operation=change	.*	asn=64601	router=fir	endpoint=$'
	# Elsewhere it is as if it were not there.
	text OAK-MNT 64601 'endpoint:' | ssh_signed oak >in
	run verify <in
	refute_output --partial endpoint
}

@test "one signed text, and nothing that pretends to be another" {
	text OAK-MNT 64601 | ssh_signed oak >one
	text OAK-MNT 64601 'mtu: 1400' | ssh_signed oak >two
	run verify < <(cat one two)
	refused blocks
	run verify <r
	refused no-signature
	run verify </dev/null
	refused no-signature
	run verify < <(sed '/^-----END/d' one)
	refused blocks
	run verify < <(printf 'mail\nContent-Transfer-Encoding: quoted-printable\n\n'; cat one)
	refused mail-encoding
	run verify < <(printf 'Content-transfer-encoding: BASE64\n\n'; cat one)
	refused mail-encoding
	run verify < <(cat one; head -c 70000 /dev/zero | tr '\0' x)
	refused too-large
	run verify < <(cat one; printf 'a\0b')
	refused text
	# A line before the text is not part of it.
	run verify < <(echo 'mntner: ELM-MNT'; cat one)
	assert_success
}

@test "OpenPGP: clear-signed and detached, with the key behind it" {
	need_gpg
	text ELM-MNT 64602 >r
	{ gpg -q --clearsign -u "$ELM" <r; cat elm.asc; } >in
	run verify <in
	assert_success
	assert_output "$(petition "pgp $ELM" ELM-MNT 64602)"
	{ cat r; gpg -q --armor --detach-sign -u "$ELM" <r; cat elm.asc; } >in
	run verify <in
	assert_success
	assert_output "$(petition "pgp $ELM" ELM-MNT 64602)"
	# It is kept, and need not come again.
	gpg -q --clearsign -u "$ELM" <r >in
	run verify <in
	assert_success
	rm seen/*
	run verify <in
	refused key-missing
	# The operator's.
	mkdir keys
	cp elm.asc "keys/$ELM.asc"
	echo "self-service: {pgp-keys: $PWD/keys}" >>site.yaml
	run verify <in
	assert_success
}

@test "OpenPGP: the registry's copy" {
	need_gpg
	text FIR-MNT 64603 >r
	gpg -q --clearsign -u "$FIR" <r >in
	run verify <in
	assert_success
	assert_output --partial "key=pgp $FIR"
	assert_equal "$(ls seen)" ''
}

@test "OpenPGP: an altered text, another's key, what is around it" {
	need_gpg
	text ELM-MNT 64602 >r
	gpg -q --clearsign -u "$ELM" <r >one
	run verify < <(sed 's/64496/64497/' one; cat elm.asc)
	refused signature
	gpg -q --clearsign -u "$MALLORY" <r >two
	run verify < <(cat two mallory.asc)
	refused key-other
	run verify < <(cat one two elm.asc)
	refused blocks
	run verify < <(cat one elm.asc mallory.asc)
	refused blocks
	# Text before the block looks like a text, and is not what was signed.
	run verify < <(text OAK-MNT 64601; cat one elm.asc)
	refused blocks
	run verify < <(printf 'mntner: OAK-MNT\nasn: 64601\n'; cat one elm.asc)
	assert_success
	assert_output --partial 'signed-by=ELM-MNT'
	# Two signatures over one text.
	gpg -q --clearsign -u "$ELM" -u "$MALLORY" <r >both
	run verify < <(cat both elm.asc)
	assert_failure 1
	text OAK-MNT 64601 >r
	gpg -q --clearsign -u "$ELM" <r >in
	run verify < <(cat in elm.asc)
	refused no-key
}

@test "OpenPGP: a weak digest" {
	need_gpg
	text ELM-MNT 64602 >r
	pgp_key rsa rsa2048
	sed -i "s/${ELM,,}/${RSA,,}/" records
	gpg -q --clearsign --digest-algo SHA256 -u "$RSA" <r >in
	run verify < <(cat in rsa.asc)
	assert_success
	gpg -q --clearsign --digest-algo SHA1 -u "$RSA" <r >in 2>/dev/null
	run verify < <(cat in rsa.asc)
	refused signature
}

@test "OpenPGP: revoked; and once seen, it stays so" {
	need_gpg
	pgp_key yew
	sed -i "s/${ELM,,}/${YEW,,}/" records
	text ELM-MNT 64602 >r
	gpg -q --clearsign -u "$YEW" <r >in
	run verify < <(cat in yew.asc)
	assert_success
	cp yew.asc stripped.asc
	sed 's/^:---/---/' "$GNUPGHOME/openpgp-revocs.d/$YEW.rev" |
		gpg -q --import 2>/dev/null
	gpg --armor --export "$YEW" >yew.asc
	run verify < <(cat in yew.asc)
	refused key-revoked
	# With the old key attached.
	run verify < <(cat in stripped.asc)
	refused key-revoked
	run verify <in
	refused key-revoked
}

@test "OpenPGP: the registry's copy is revoked, an attached one is not" {
	need_gpg
	pgp_key ash
	cp ash.asc stripped.asc
	text FIR-MNT 64603 >r
	gpg -q --clearsign -u "$ASH" <r >in
	sed 's/^:---/---/' "$GNUPGHOME/openpgp-revocs.d/$ASH.rev" |
		gpg -q --import 2>/dev/null
	gpg --armor --export "$ASH" >ash.asc
	FIR=$ASH CERT=ash.asc records >records
	run verify < <(cat in stripped.asc)
	refused key-revoked
}

@test "OpenPGP: expired" {
	need_gpg
	pgp_key asp ed25519 seconds=2
	sed -i "s/${ELM,,}/${ASP,,}/" records
	text ELM-MNT 64602 >r
	gpg -q --clearsign -u "$ASP" <r >in
	local until=$((SECONDS + 30))
	until run verify < <(cat in asp.asc) && [ "$status" -eq 1 ]; do
		[ $SECONDS -lt $until ] || break
		read -r -t 0.3 <> <(:) || true
	done
	refused key-expired
}

# subkey NAME FPR [EXPIRES]: another key for signing; its fingerprint in $SUB,
# the block anew in NAME.asc.
subkey() {
	gpg -q --batch --passphrase '' --quick-add-key "$2" ed25519 sign \
		"${3:-never}" 2>/dev/null
	SUB=$(gpg --list-keys --with-colons "$2" 2>/dev/null |
		awk -F: '$1 == "sub" { sub_ = 1 } $1 == "fpr" && sub_ { f = $10 } END { print f }')
	gpg --armor --export "$2" >"$1.asc"
}

@test "OpenPGP: a key below another, by either's fingerprint" {
	need_gpg
	pgp_key lime
	subkey lime "$LIME"
	text ELM-MNT 64602 >r
	gpg -q --clearsign -u "$SUB!" <r >in
	sed -i "s/${ELM,,}/${LIME,,}/" records
	run verify < <(cat in lime.asc)
	assert_success
	assert_output --partial "key=pgp $LIME"
	sed -i "s/${LIME,,}/${SUB,,}/" records
	run verify < <(cat in lime.asc)
	assert_success
	# Then it is that one alone.
	gpg -q --clearsign -u "$LIME!" <r >in
	run verify < <(cat in lime.asc)
	refused key-other
}

@test "OpenPGP: a key below another that is revoked, or that has expired" {
	need_gpg
	pgp_key plum
	subkey plum "$PLUM"
	sed -i "s/${ELM,,}/${PLUM,,}/" records
	text ELM-MNT 64602 >r
	gpg -q --clearsign -u "$SUB!" <r >in
	run verify < <(cat in plum.asc)
	assert_success
	printf '%s\n' 'key 1' revkey y 0 '' y save |
		gpg -q --no-tty --command-fd 0 --edit-key "$PLUM" >/dev/null 2>&1
	gpg --armor --export "$PLUM" >plum.asc
	run verify < <(cat in plum.asc)
	refused key-revoked
	pgp_key pear
	sed -i "s/${PLUM,,}/${PEAR,,}/" records
	subkey pear "$PEAR" seconds=2
	gpg -q --clearsign -u "$SUB!" <r >in
	local until=$((SECONDS + 30))
	until run verify < <(cat in pear.asc) && [ "$status" -eq 1 ]; do
		[ $SECONDS -lt $until ] || break
		read -r -t 0.3 <> <(:) || true
	done
	refused key-expired
}

# tree MNT ASN AUTH [BLOCK FPR]: a registry's folder with that maintainer, whose
# key it has; its records.
tree() {
	mkdir -p tree/data/mntner tree/data/aut-num tree/data/key-cert
	printf '%-20s%s\n' mntner: "$1" auth: "$3" mnt-by: "$1" source: TEST \
		>"tree/data/mntner/$1"
	printf '%-20s%s\n' aut-num: "AS$2" mnt-by: "$1" source: TEST \
		>"tree/data/aut-num/AS$2"
	[ $# -lt 4 ] || {
		printf '%-20s%s\n' key-cert: "$3" method: PGP fingerpr: "$5"
		while IFS= read -r line; do
			printf '%-20s%s\n' certif: "$line"
		done <"$4"
		printf '%-20s%s\n' mnt-by: "$1" source: TEST
	} >"tree/data/key-cert/$3"
	registry-parse -t aut-num,mntner,key-cert tree >records
}

@test "OpenPGP: out of a registry's tree: good, expired, revoked, weak" {
	need_gpg
	local auth
	pgp_key rose rsa2048
	auth=PGPKEY-${ROSE: -8}
	tree ROSE-MNT 64604 "$auth" rose.asc "$ROSE"
	text ROSE-MNT 64604 >r
	gpg -q --clearsign -u "$ROSE" <r >in
	run verify <in
	assert_success
	assert_output --partial "key=pgp $ROSE"
	gpg -q --clearsign --digest-algo SHA1 -u "$ROSE" <r >weak 2>/dev/null
	run verify <weak
	refused signature
	cp rose.asc before.asc
	# It has expired since.
	gpg -q --batch --quick-set-expire "$ROSE" seconds=1 2>/dev/null
	gpg --armor --export "$ROSE" >rose.asc
	tree ROSE-MNT 64604 "$auth" rose.asc "$ROSE"
	read -r -t 2 <> <(:) || true
	run verify <in
	refused key-expired
	# An attached one does not count.
	run verify < <(cat in before.asc)
	refused key-expired
	gpg -q --batch --quick-set-expire "$ROSE" 0 2>/dev/null
	sed 's/^:---/---/' "$GNUPGHOME/openpgp-revocs.d/$ROSE.rev" |
		gpg -q --import 2>/dev/null
	gpg --armor --export "$ROSE" >rose.asc
	tree ROSE-MNT 64604 "$auth" rose.asc "$ROSE"
	run verify < <(cat in before.asc)
	refused key-revoked
	# By its fingerprint alone, in the registry's ways to write it.
	pgp_key sloe
	text SLOE-MNT 64605 >r
	gpg -q --clearsign -u "$SLOE" <r >in
	for auth in "pgp-fingerprint $SLOE" "pgp-fingerprint ${SLOE,,}"; do
		tree SLOE-MNT 64605 "$auth"
		run verify < <(cat in sloe.asc)
		assert_success
	done
}

@test "each refusal is in the man page's table, and no others" {
	{
		grep -ohE 'verdict_refuse\([a-z&]*,[[:space:]]*"[a-z-]+"' \
			"$TOP_SRCDIR"/src/request-verify/*.c | cut -d '"' -f 2
		sed -n 's/^	{ "[A-Z_]*", "\([a-z-]*\)",.*/\1/p' \
			"$TOP_SRCDIR/src/request-verify/pgp-status.c"
		grep -o '"text" : "field"' "$TOP_SRCDIR/src/request-verify/verify.c" |
			grep -o '[a-z]*' | grep .
	} | LC_ALL=C sort -u >there
	sed -n 's/^\.It Li \([a-z-]*\) Ta .*/\1/p' \
		"$TOP_SRCDIR/man/request-verify.1" | LC_ALL=C sort -u >said
	run diff there said
	assert_success
	assert [ "$(wc -l <said)" -ge 18 ]
}

@test "what is no refusal: wrong calls, records that are cut, a full disk" {
	text OAK-MNT 64601 | ssh_signed oak >in
	run request-verify -s site.yaml <in
	assert_failure 2
	run request-verify -s site.yaml nowhere <in
	assert_failure 2
	sed -i '$d' records
	run verify <in
	assert_failure 2
	cp "$BATS_FILE_TMPDIR/records" .
	run bash -c 'request-verify -s site.yaml --now 2026-11-26T12:00:00Z records <in >/dev/full'
	assert_failure 2
}

@test "nothing is left in /tmp" {
	text OAK-MNT 64601 | ssh_signed oak >in
	strace -f -e trace=mkdir,mkdirat -o trace request-verify -s site.yaml \
		--now 2026-11-26T12:00:00Z records <in >out || skip "no strace"
	local made
	made=$(grep -o '/tmp/request-verify[^"]*' trace | head -n 1)
	[ -n "$made" ]
	refute [ -e "$made" ]
}

@test "into the store, and not twice" {
	command -v request-store >/dev/null || skip "no request-store"
	mkdir psk
	cat >>site.yaml <<-END
		self-service: {store: $PWD/store.db, psk-dir: $PWD/psk}
	END
	text OAK-MNT 64601 | ssh_signed oak >in
	verify <in | request-store -s site.yaml --from mail put
	run bash -c "request-verify -s site.yaml --now 2026-11-26T12:00:00Z records <in | request-store -s site.yaml put"
	assert_output --partial '[replayed]'
}
