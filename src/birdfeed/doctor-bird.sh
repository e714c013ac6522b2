# The doctor's checks of BIRD, and of the registry.

# hidden FILE: nobody but root can say whether it is there.
hidden() {
	[ -d "${1%/*}" ] && [ ! -x "${1%/*}" ]
}

# bird_own_file: the file that BIRD starts with.
bird_own_file() {
	for file in /etc/bird/bird.conf /etc/bird.conf /usr/local/etc/bird.conf; do
		if [ -e "$root$file" ] || hidden "$root$file"; then
			echo "$file"
			return
		fi
	done
}

# bird_arguments: of the BIRD that runs.
bird_arguments() {
	ps -A -o comm= -o args= 2>/dev/null | sed -n 's/^bird  *//p' | head -n 1
}

check_bird_file() {
	line="include \"$state/current/bird/bird.conf\";"
	file=$(bird_own_file)
	mend="echo '$line' >${file:-/etc/bird/bird.conf}; birdc configure"
	case $(bird_arguments) in
	*"$state/current/bird/bird.conf"*)
		good "BIRD was started with $state/current/bird/bird.conf"
		return
		;;
	esac
	if [ -z "$file" ]; then
		wrong "there is no bird.conf" "one with nothing but $line" "$mend"
	elif [ -L "$root$file" ]; then
		wrong "$file is a link, beside which BIRD looks for what it includes" \
			"a file with nothing but $line" "rm $file; $mend"
	elif [ ! -r "$root$file" ]; then
		unclear "$file cannot be read (expected root)"
	elif [ "$(sed 's/#.*//; s/[ 	]*//; /^$/d' "$root$file")" = "$line" ]; then
		good "$file includes what apply installs"
	elif [ ! -e "$root$state/current" ]; then
		unclear "$file is not ours yet; after the first birdfeed run: $mend"
	else
		wrong "$file is not what apply installs" "nothing in it but $line" "$mend"
	fi
}

check_bird_user() {
	user=$(of_router bird.user)
	group=$(of_router bird.group)
	runs=$(ps -A -o user= -o comm= 2>/dev/null |
		sed -n 's/^\([^ ]*\)  *bird$/\1/p' | head -n 1)
	if ! id -u "$user" >/dev/null 2>&1; then
		wrong "there is no user $user" "the user that BIRD runs as" \
			"in site.yaml: bird: {user: NAME}"
	elif ! getent group "$group" >/dev/null 2>&1; then
		wrong "there is no group $group" "the group that BIRD runs as" \
			"in site.yaml: bird: {group: NAME}"
	elif [ -n "$runs" ] && [ "$runs" != "$user" ]; then
		wrong "BIRD runs as $runs, and site.yaml says $user" "the same" \
			"in site.yaml: bird: {user: $runs}, or bird -u $user"
	else
		good "$user, $group"
	fi
}

check_bird_socket() {
	socket=$(of_router bird.control-socket)
	path=$root$socket
	if hidden "$path"; then
		unclear "$socket cannot be looked at (expected root)"
		return
	fi
	if [ ! -S "$path" ]; then
		wrong "there is no socket $socket" "a BIRD that runs" \
			"systemctl enable --now bird"
		return
	fi
	mode=$(stat -c %a "$path")
	case $mode in
	*[2367])
		wrong "$socket has the mode $mode: everybody can configure BIRD" \
			660 "chmod o-rwx $socket"
		;;
	*) good "$socket has the mode $mode" ;;
	esac
}

# The newest sign of a git fetch in a clone, in seconds; 0: none.
fetched() {
	stat -c %Y "$1/.git/FETCH_HEAD" "$1/.git/HEAD" "$1/.git/packed-refs" \
		2>/dev/null | sort -n | tail -n 1
}

check_registry() {
	[ "$(fact registry.kind)" = dn42 ] ||
		{ good "not needed: the site has none"; return; }
	clone=$(clone_of_registry)
	if [ -n "$clone" ] && hidden "$clone"; then
		unclear "$clone cannot be looked at (expected root)"
		return
	fi
	if [ -z "$clone" ] || [ ! -d "$clone" ]; then
		wrong "there is no registry in ${clone:-registry}" "a clone" \
			"git clone https://git.dn42.dev/dn42/registry.git ${clone:-registry}"
		return
	fi
	at=$(fetched "$clone")
	if [ -z "$at" ]; then
		unclear "$clone is no clone that can be brought up to date"
		return
	fi
	hours=$((($(date +%s) - at) / 3600))
	limit=$(fact registry.warn-age)
	case $limit in
	*d) most=$((${limit%d} * 24)) ;;
	*) most=${limit%h} ;;
	esac
	if [ "$hours" -ge "$most" ]; then
		wrong "the registry was brought up to date $hours hours ago" \
			"less than $limit" \
			"birdfeed run, or systemctl enable --now birdfeed-registry.timer"
	else
		good "the registry was brought up to date $hours hours ago"
	fi
}
