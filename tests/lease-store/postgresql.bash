# A real PostgreSQL for tests, on a socket in a scratch folder.

# postgresql_bin: prints the folder of its newest binaries, or nothing.
postgresql_bin() {
	local bin
	for bin in $(printf '%s\n' /usr/lib/postgresql/*/bin \
	    /usr/libexec/postgresql* | sort -rV) /usr/bin /usr/local/bin; do
		if [ -x "$bin/initdb" ] && [ -x "$bin/postgres" ]; then
			echo "$bin"
			return
		fi
	done
}

# postgresql_as COMMAND ...: as a user who may run a server.  root may not.
postgresql_as() {
	if [ "$(id -u)" -eq 0 ]; then
		setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
	else
		"$@"
	fi
}

# postgresql_start: starts a server, and sets PG_DIR, which holds its socket,
# data and log; empty if there is none on this machine.
postgresql_start() {
	local bin
	PG_DIR=
	bin=$(postgresql_bin)
	[ -n "$bin" ] || return 0
	[ "$(id -u)" -ne 0 ] || command -v setpriv >/dev/null || return 0
	# Not below bats' own folder, which only its user can enter.
	PG_DIR=$(mktemp -d "${TMPDIR:-/tmp}/bf-pg.XXXXXX")
	[ "$(id -u)" -ne 0 ] || chown 65534:65534 "$PG_DIR"
	# The server must not inherit bats' descriptors: bats waits for them.
	(
		cd "$PG_DIR" || exit
		postgresql_as "$bin/initdb" -D "$PG_DIR/data" -U birdfeed \
			-A trust --no-sync --no-locale -E UTF8
		postgresql_as "$bin/pg_ctl" -D "$PG_DIR/data" -w -t 60 \
			-l "$PG_DIR/log" -o "-c listen_addresses='' \
			-c unix_socket_directories=$PG_DIR -c fsync=off \
			-c max_connections=250 -c deadlock_timeout=3s -c log_statement=all" start
	) >"$PG_DIR/start" 2>&1 3>&- 4>&- || {
		cat "$PG_DIR/start" "$PG_DIR/log" >&2
		return 1
	}
}

postgresql_stop() {
	[ -n "${PG_DIR-}" ] || return 0
	(
		cd "$PG_DIR" || exit
		postgresql_as "$(postgresql_bin)/pg_ctl" -D "$PG_DIR/data" \
			-m immediate -w stop
	) >/dev/null 2>&1 || true
	rm -rf "$PG_DIR"
}

# postgresql_restart: stops it as a power cut would, and starts it.
postgresql_restart() {
	(
		cd "$PG_DIR" || exit
		postgresql_as "$(postgresql_bin)/pg_ctl" -D "$PG_DIR/data" \
			-m immediate -w -t 60 -l "$PG_DIR/log" restart
	) >"$PG_DIR/start" 2>&1 3>&- 4>&-
}

# postgresql_signal SIGNAL: sends it to all processes of the server.
postgresql_signal() {
	local pid
	pid=$(head -n 1 "$PG_DIR/data/postmaster.pid") || return
	kill "-$1" "$pid" $(pgrep -P "$pid")
}

# postgresql_sql SCHEMA SQL: prints the rows, fields separated by |.
postgresql_sql() {
	PGOPTIONS="-c search_path=$1" "$(postgresql_bin)/psql" -X -A -t -q \
		-v ON_ERROR_STOP=1 -h "$PG_DIR" -U birdfeed postgres -c "$2"
}

# postgresql_place SCHEMA: makes the schema, and prints the URL of its store.
postgresql_place() {
	postgresql_sql public "CREATE SCHEMA $1" >/dev/null
	echo "postgresql:///postgres?host=$PG_DIR&user=birdfeed&options=-csearch_path%3D$1"
}
