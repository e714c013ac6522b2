# The packages' lists and versions: made of one list, and equal everywhere.

bats_load_library bats-support
bats_load_library bats-assert

setup() {
	cd "$TOP_SRCDIR" || return
}

@test "each installed file is in one package, and each row finds something" {
	make -C "$TOP_BUILDDIR" DESTDIR="$BATS_TEST_TMPDIR/all" install \
		MAKEFLAGS= >/dev/null
	all=$BATS_TEST_TMPDIR/all
	(cd "$all" && find . ! -type d | sed 's|^\./||' | LC_ALL=C sort) >"$BATS_TEST_TMPDIR/want"
	for package in $(sed '/^#/d; s/ .*//' packaging/files | sort -u); do
		sh packaging/split "$package" "$all" >"$BATS_TEST_TMPDIR/share"
		assert [ -s "$BATS_TEST_TMPDIR/share" ]
		cat "$BATS_TEST_TMPDIR/share"
	done | LC_ALL=C sort >"$BATS_TEST_TMPDIR/got"
	diff "$BATS_TEST_TMPDIR/want" "$BATS_TEST_TMPDIR/got"
	while read -r _ pattern; do
		pattern=${pattern//./\\.} pattern=${pattern//\?/.} pattern=${pattern//\*/.*}
		grep -q -x -e "$pattern" "$BATS_TEST_TMPDIR/want" || fail "nothing: $pattern"
	done < <(sed '/^#/d; /^$/d' packaging/files)
}

@test "tools that are installed under other names find each other" {
	# Without DESTDIR's share of the paths the links lead nowhere.
	dir=$BATS_TEST_TMPDIR/other
	env -u MAKEFLAGS make -C "$TOP_BUILDDIR" install transform='s,^,bf-,' \
		DESTDIR="$dir" >/dev/null
	libexec=$(dirname "$(find "$dir" -type d -name names)")
	[ -x "$dir$(readlink "$libexec/names/apply")" ]
	[ -L "$libexec/names/peer-validate" ]
	[ -L "$libexec/names/birdfeed" ]
	door=$(find "$dir" -name bf-birdfeed)
	grep -q "^PATH=${libexec#"$dir"}/names:" "$door"
	if [ -e "$libexec/bf-peer-shell" ]; then
		[ "$(readlink "$libexec/peer-shell")" = "${libexec#"$dir"}/bf-peer-shell" ]
		grep -q "^PATH=${libexec#"$dir"}/names:" "$libexec/bf-peer-shell"
	fi
	# And there is nothing of it without.
	env -u MAKEFLAGS make -C "$TOP_BUILDDIR" install DESTDIR="$dir.none" >/dev/null
	[ -z "$(find "$dir.none" -name names)" ]
}

# Alpine has no systemd.
@test "the user of each unit is made by every package" {
	users=$(sed -n 's/^User=//p' examples/*/systemd/*.service \
		examples/systemd/*.service | sort -u)
	[ "$(wc -l <<<"$users")" -ge 2 ]
	for user in $users; do
		grep -q "^u $user " debian/*.sysusers || fail "debian: $user"
		grep -q "^getent passwd $user " packaging/birdfeed.spec || fail "spec: $user"
		grep -l "^u $user " debian/*.sysusers | while read -r file; do
			grep -q -F "$file" packaging/PKGBUILD || fail "PKGBUILD: $user"
		done
	done
}

@test "the version is one" {
	version=$("$TOP_BUILDDIR/registry-parse" --version | sed 's/.* //')
	grep -q "^birdfeed ($version) " debian/changelog
	grep -q "^Version: *$version\$" packaging/birdfeed.spec
	grep -q "^pkgver=$version\$" packaging/APKBUILD
	grep -q "^pkgver=$version\$" packaging/PKGBUILD
	grep -q "version = \"$version\";" packaging/flake.nix
}

# pkg-config's name of a library, and what the distributions call it.
@test "every package is built with every library that configure looks for" {
	while read -r name debian fedora alpine arch nix; do
		grep -q "^ $debian,\$" debian/control || fail "debian: $debian"
		grep -q "pkgconfig($fedora)" packaging/birdfeed.spec || fail "spec: $fedora"
		grep -q -w -e "$alpine" packaging/APKBUILD || fail "APKBUILD: $alpine"
		grep -q -w -e "$arch" packaging/PKGBUILD || fail "PKGBUILD: $arch"
		grep -q -w -e "$nix" packaging/flake.nix || fail "flake: $nix"
		grep -q -w -e "$debian" packaging/Containerfile || fail "Containerfile: $debian"
		echo "$name"
	done >"$BATS_TEST_TMPDIR/known" <<-'E'
		yaml-0.1 libyaml-dev yaml-0.1 yaml-dev libyaml libyaml
		libsodium libsodium-dev libsodium libsodium-dev libsodium libsodium
		libarchive libarchive-dev libarchive libarchive-dev libarchive libarchive
		jansson libjansson-dev jansson jansson-dev jansson jansson
		libcurl libcurl4-openssl-dev libcurl curl-dev curl curl
		sqlite3 libsqlite3-dev sqlite3 sqlite-dev sqlite sqlite
		libedit libedit-dev libedit libedit-dev libedit libedit
		jose libjose-dev jose jose-dev jose jose
		libmicrohttpd libmicrohttpd-dev libmicrohttpd libmicrohttpd-dev libmicrohttpd libmicrohttpd
		libseccomp libseccomp-dev libseccomp libseccomp-dev libseccomp libseccomp
		libpq libpq-dev libpq libpq-dev postgresql-libs postgresql
		libmnl libmnl-dev libmnl libmnl-dev libmnl libmnl
	E
	# The tests alone want these.
	printf '%s\n' openssl cmocka >>"$BATS_TEST_TMPDIR/known"
	sed -n 's/^ *PKG_CHECK_MODULES(\[[A-Z0-9]*\], \[\([^] ]*\).*/\1/p' configure.ac |
		sort >"$BATS_TEST_TMPDIR/wanted"
	sort "$BATS_TEST_TMPDIR/known" | diff "$BATS_TEST_TMPDIR/wanted" -
}
