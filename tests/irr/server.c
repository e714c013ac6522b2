/*
 * server FOLDER: an IRRd server for the tests of irr-fetch.
 *
 * It listens on a free port of 127.0.0.1, writes that port to FOLDER/.port as
 * soon as it does, and answers until it is killed.  Its objects are the lines
 * of FOLDER/db:
 *
 *	set SOURCE NAME [MEMBER ...]
 *	route SOURCE PREFIX ASN
 *
 * Its sources are in the order in which they first appear there.  It knows
 * !! !n !s !s-lc !i !i,1 !g !6 and !q, and answers them as IRRd 4 does.  Each
 * query is a line of FOLDER/.log.  FOLDER/.fault, read for each connection,
 * names what goes wrong, one of these, with ":N" for N connections only:
 *
 *	slow		no answer to !i
 *	trickle		a byte each 50 ms
 *	cut		closes in the middle of the answer to the first !g
 *	error, unknown, several
 *			F, D or E to each !i
 *	garbage		"HTTP/1.1 400 Bad Request"
 *	endless		no newline, ever
 *	huge		a GiB to !i
 *	sum		many answers, which are too much together
 *	short		a length that is not that of the data
 *	before		an answer too many before the first !i
 *	after		an answer too many after the last query
 *	family		IPv6 prefixes to !g
 *	words		words to !g
 *	nonsense	words to !i
 *	source		F to !s
 */
#include <arpa/inet.h>
#include <ctype.h>
#include <err.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define SOURCES 16

struct set {
	char *name;
	unsigned source;
	char **member;
	size_t n;
	bool seen; /* by the expansion that runs */
};

struct route {
	char *prefix;
	unsigned long asn;
	unsigned source;
};

struct db {
	char *source[SOURCES];
	unsigned nsources;
	struct set *set;
	size_t nsets;
	struct route *route;
	size_t nroutes;
};

struct session {
	struct db *db;
	int fd;
	const char *fault;
	char *out;
	size_t n, cap;
	unsigned selected[SOURCES];
	unsigned nselected;
	bool seen_i;
	FILE *log;
};

static void *
grow(void *p, size_t n, size_t size)
{
	if ((n & (n - 1)) == 0)
		p = realloc(p, (n == 0 ? 1 : 2 * n) * size);
	if (p == NULL)
		err(1, NULL);
	return p;
}

static unsigned
source_number(struct db *db, const char *name)
{
	unsigned i = 0;

	while (i < db->nsources && strcasecmp(db->source[i], name) != 0)
		i++;
	if (i == SOURCES)
		errx(1, "too many sources");
	if (i == db->nsources)
		db->source[db->nsources++] = strdup(name);
	return i;
}

static int
by_name(const void *va, const void *vb)
{
	const struct set *a = va, *b = vb;

	return strcasecmp(a->name, b->name);
}

static int
by_asn(const void *va, const void *vb)
{
	const struct route *a = va, *b = vb;

	return (a->asn > b->asn) - (a->asn < b->asn);
}

static void
load_line(struct db *db, char *line)
{
	char *kind = strtok(line, " \n"), *source = strtok(NULL, " \n");
	char *name = strtok(NULL, " \n"), *word;

	if (name == NULL)
		return;
	if (strcmp(kind, "set") == 0) {
		struct set s = { strdup(name), source_number(db, source), NULL,
			0, false };

		while ((word = strtok(NULL, " \n")) != NULL) {
			s.member = grow(s.member, s.n, sizeof *s.member);
			s.member[s.n++] = strdup(word);
		}
		db->set = grow(db->set, db->nsets, sizeof s);
		db->set[db->nsets++] = s;
	} else if ((word = strtok(NULL, " \n")) != NULL) {
		db->route = grow(db->route, db->nroutes, sizeof *db->route);
		db->route[db->nroutes++] = (struct route){ strdup(name),
			strtoul(word + 2, NULL, 10),
			source_number(db, source) };
	}
}

static void
load(struct db *db)
{
	FILE *f = fopen("db", "r");
	char *line = NULL;
	size_t cap = 0;

	if (f == NULL)
		err(1, "db");
	while (getline(&line, &cap, f) > 0)
		load_line(db, line);
	free(line);
	fclose(f);
	qsort(db->set, db->nsets, sizeof *db->set, by_name);
	qsort(db->route, db->nroutes, sizeof *db->route, by_asn);
}

static bool
is(const struct session *s, const char *fault)
{
	return strcmp(s->fault, fault) == 0;
}

static void
add(struct session *s, const char *data, size_t n)
{
	if (s->cap - s->n < n) {
		s->cap = 2 * (s->cap + n);
		s->out = realloc(s->out, s->cap);
		if (s->out == NULL)
			err(1, NULL);
	}
	memcpy(s->out + s->n, data, n);
	s->n += n;
}

static void
put(struct session *s, const char *text)
{
	add(s, text, strlen(text));
}

static void
flush(struct session *s)
{
	size_t done = 0;

	while (done < s->n) {
		size_t most = is(s, "trickle") ? 1 : s->n - done;
		ssize_t n = send(s->fd, s->out + done, most, MSG_NOSIGNAL);

		if (n <= 0)
			exit(0);
		done += (size_t)n;
		if (is(s, "trickle"))
			usleep(50000);
	}
	s->n = 0;
}

/* The words of an answer, which are sent once their length is known. */
struct words {
	char *text;
	size_t n, cap;
};

static void
word(struct words *w, const char *text)
{
	size_t n = strlen(text);

	if (w->cap - w->n < n + 1) {
		w->cap = 2 * (w->cap + n + 1);
		w->text = realloc(w->text, w->cap);
		if (w->text == NULL)
			err(1, NULL);
	}
	memcpy(w->text + w->n, text, n);
	w->text[w->n + n] = ' ';
	w->n += n + 1;
}

static void
answer(struct session *s, struct words *w)
{
	char head[32];

	if (w->n == 0) {
		put(s, "C\n");
		return;
	}
	w->text[w->n - 1] = '\n';
	snprintf(head, sizeof head, "A%zu\n", is(s, "short") ? w->n / 2 : w->n);
	put(s, head);
	add(s, w->text, w->n);
	put(s, "C\n");
	free(w->text);
}

/* The set of that name in the first selected source that has it. */
static struct set *
find_set(struct session *s, const char *name)
{
	struct db *db = s->db;
	size_t low = 0, high = db->nsets;
	struct set *found = NULL;
	unsigned rank = SOURCES;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcasecmp(db->set[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < db->nsets && strcasecmp(db->set[low].name, name) == 0;
	     low++)
		for (unsigned i = 0; i < rank && i < s->nselected; i++)
			if (s->selected[i] == db->set[low].source) {
				rank = i;
				found = &db->set[low];
			}
	return found;
}

static bool
names_set(const char *member)
{
	return strchr(member, '-') != NULL && strchr(member, '/') == NULL;
}

/* Set names below a set: one with "::" is known to no registry. */
static void
expand(struct session *s, struct set *set, struct words *w)
{
	set->seen = true;
	for (size_t i = 0; i < set->n; i++) {
		struct set *below;

		if (!names_set(set->member[i])) {
			word(w, set->member[i]);
			continue;
		}
		below = find_set(s, set->member[i]);
		if (below != NULL && !below->seen)
			expand(s, below, w);
	}
}

static void
answer_set(struct session *s, char *name)
{
	char *comma = strchr(name, ',');
	struct words w = { 0 };
	struct set *set;

	if (comma != NULL)
		*comma = '\0';
	set = find_set(s, name);
	for (size_t i = 0; i < s->db->nsets; i++)
		s->db->set[i].seen = false;
	if (set == NULL) {
		put(s, "D\n");
		return;
	}
	if (comma != NULL)
		expand(s, set, &w);
	else
		for (size_t i = 0; i < set->n; i++)
			word(&w, set->member[i]);
	answer(s, &w);
}

static void
answer_routes(struct session *s, const char *as, bool six)
{
	const struct db *db = s->db;
	const unsigned long asn = strtoul(as + 2, NULL, 10);
	struct words w = { 0 };
	size_t low = 0, high = db->nroutes;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (db->route[middle].asn < asn)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < db->nroutes && db->route[low].asn == asn; low++)
		for (unsigned i = 0; i < s->nselected; i++)
			if (s->selected[i] == db->route[low].source &&
			    (strchr(db->route[low].prefix, ':') != NULL) == six)
				word(&w, db->route[low].prefix);
	if (w.n == 0)
		put(s, "D\n");
	else
		answer(s, &w);
}

static void
select_sources(struct session *s, char *list)
{
	unsigned n = 0, chosen[SOURCES];

	for (char *name = strtok(list, ","); name != NULL;
	     name = strtok(NULL, ",")) {
		unsigned i = 0;

		while (i < s->db->nsources &&
		    strcasecmp(s->db->source[i], name) != 0)
			i++;
		if (i == s->db->nsources || is(s, "source")) {
			put(s,
			    "F One or more selected sources are "
			    "unavailable.\n");
			return;
		}
		chosen[n++] = i;
	}
	memcpy(s->selected, chosen, sizeof chosen);
	s->nselected = n;
	put(s, "C\n");
}

static void
list_sources(struct session *s)
{
	char text[512] = "";
	struct words w = { 0 };

	for (unsigned i = 0; i < s->nselected; i++) {
		strcat(text, i > 0 ? "," : "");
		strcat(text, s->db->source[s->selected[i]]);
	}
	word(&w, text);
	answer(s, &w);
}

/* A GiB, in pieces. */
static void
send_huge(struct session *s)
{
	static char block[65536];

	put(s, "A1073741824\n");
	flush(s);
	memset(block, ' ', sizeof block);
	for (;;) {
		s->n = 0;
		add(s, block, sizeof block);
		flush(s);
	}
}

/* Twice a MiB in answers of 100 kB. */
static void
send_sum(struct session *s)
{
	struct words w = { 0 };

	for (int i = 0; i < 20000; i++)
		word(&w, "AS65");
	answer(s, &w);
}

static void
fault_set(struct session *s, char *name)
{
	struct words w = { 0 };

	if (is(s, "before") && !s->seen_i)
		put(s, "C\n");
	s->seen_i = true;
	if (is(s, "slow"))
		pause();
	else if (is(s, "error"))
		put(s, "F the database is being rebuilt\n");
	else if (is(s, "unknown"))
		put(s, "D\n");
	else if (is(s, "several"))
		put(s, "E\n");
	else if (is(s, "garbage"))
		put(s, "HTTP/1.1 400 Bad Request\r\n\r\n");
	else if (is(s, "endless"))
		for (;;) {
			put(s, "Cccccccccccccccc");
			flush(s);
		}
	else if (is(s, "huge"))
		send_huge(s);
	else if (is(s, "sum"))
		send_sum(s);
	else if (is(s, "nonsense")) {
		word(&w, "so");
		word(&w, "long");
		answer(s, &w);
	} else
		answer_set(s, name);
}

static void
fault_routes(struct session *s, const char *as, bool six)
{
	struct words w = { 0 };

	if (is(s, "cut")) {
		put(s, "A100\n192.0.2.0/24 ");
		flush(s);
		exit(0);
	} else if (is(s, "words") || is(s, "family")) {
		word(&w, is(s, "words") ? "192.0.2.0/99" : "2001:db8::/32");
		answer(s, &w);
	} else {
		answer_routes(s, as, six);
	}
}

static void
query(struct session *s, char *line)
{
	fprintf(s->log, "%s\n", line);
	fflush(s->log);
	if (strcmp(line, "!!") == 0)
		return;
	if (line[0] != '!' || line[1] == '\0')
		put(s, "F Unrecognised command\n");
	else if (line[1] == 'n')
		put(s, "C\n");
	else if (strcmp(line, "!s-lc") == 0)
		list_sources(s);
	else if (line[1] == 's')
		select_sources(s, line + 2);
	else if (line[1] == 'i')
		fault_set(s, line + 2);
	else if (line[1] == 'g' || line[1] == '6')
		fault_routes(s, line + 2, line[1] == '6');
	else if (line[1] == 'q') {
		if (is(s, "after"))
			put(s, "A9\n192.0.2.0\nC\n");
		flush(s);
		exit(0);
	} else
		put(s, "F Unrecognised command\n");
}

/* Answers all the queries that have come before it sends. */
static void
serve(struct session *s)
{
	static char in[1 << 20];
	size_t n = 0;
	ssize_t got;

	for (unsigned i = 0; i < s->db->nsources; i++)
		s->selected[s->nselected++] = i;
	while ((got = recv(s->fd, in + n, sizeof in - n, 0)) > 0) {
		char *line = in, *end;

		n += (size_t)got;
		while ((end = memchr(line, '\n', n - (size_t)(line - in))) !=
		    NULL) {
			*end = '\0';
			if (end > line && end[-1] == '\r')
				end[-1] = '\0';
			query(s, line);
			line = end + 1;
		}
		n -= (size_t)(line - in);
		memmove(in, line, n);
		flush(s);
	}
}

/* The first word of .fault; ":N" counts down to none. */
static void
read_fault(char *name, size_t size)
{
	char text[64] = "";
	FILE *f = fopen(".fault", "r");
	char *colon;

	name[0] = '\0';
	if (f == NULL)
		return;
	if (fgets(text, sizeof text, f) == NULL)
		text[0] = '\0';
	fclose(f);
	text[strcspn(text, "\n")] = '\0';
	if ((colon = strchr(text, ':')) != NULL) {
		int left = atoi(colon + 1);

		*colon = '\0';
		f = fopen(".fault", "w");
		if (left > 1)
			fprintf(f, "%s:%d\n", text, left - 1);
		fclose(f);
	}
	snprintf(name, size, "%s", text);
}

int
main(int argc, char **argv)
{
	struct sockaddr_in at = { .sin_family = AF_INET };
	socklen_t size = sizeof at;
	struct db db = { 0 };
	int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	FILE *port;

	if (argc < 2 || chdir(argv[1]) != 0)
		errx(2, "expected a folder");
	if (argc > 2)
		at.sin_port = htons((uint16_t)atoi(argv[2]));
	/* It ends with the shell that started it. */
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	load(&db);
	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (bind(listener, (struct sockaddr *)&at, sizeof at) != 0 ||
	    listen(listener, 64) != 0 ||
	    getsockname(listener, (struct sockaddr *)&at, &size) != 0)
		err(1, "listen");
	if ((port = fopen(".port.new", "w")) == NULL)
		err(1, ".port");
	fprintf(port, "%d\n", ntohs(at.sin_port));
	fclose(port);
	if (rename(".port.new", ".port") != 0)
		err(1, ".port");
	signal(SIGCHLD, SIG_IGN);
	for (;;) {
		static char fault[64];
		struct session s = { .db = &db, .fault = fault };

		s.fd = accept(listener, NULL, NULL);
		if (s.fd == -1)
			continue;
		read_fault(fault, sizeof fault);
		if (fork() == 0) {
			prctl(PR_SET_PDEATHSIG, SIGTERM);
			s.log = fopen(".log", "a");
			serve(&s);
			exit(0);
		}
		close(s.fd);
	}
}
