/* A key list: what a person or a program before has chosen. */
#include "registry-graph/key-list.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/asn.h"

struct key_reader {
	const struct graph *g;
	const char *class;
	bool *mark;
	struct place place;
	struct diag *diag;
};

static uint32_t
find(const struct key_reader *r, const char *class, struct slice key)
{
	return graph_find(r->g,
	    classes_find(&r->g->classes,
		(struct slice){ class, strlen(class) }),
	    key);
}

static bool
may_be(const struct key_reader *r, const char *class)
{
	return r->class == NULL || strcmp(r->class, class) == 0;
}

static bool
take_key(struct key_reader *r, struct slice key)
{
	uint32_t node = NODE_NONE, asn;
	struct why why;
	bool is_asn = asn_parse(key.p, key.n, &asn, &why);

	if (may_be(r, "mntner"))
		node = find(r, "mntner", key);
	if (node == NODE_NONE && may_be(r, "aut-num") && is_asn)
		node = find(r, "aut-num", key);
	if (node != NODE_NONE) {
		r->mark[node] = true;
		return true;
	}
	if (may_be(r, "aut-num") && !is_asn) {
		diag_say(r->diag, DIAG_ERROR, &r->place, NULL,
		    "\"%.*s\" "
		    "(expected %s)",
		    (int)(key.n > 64 ? 64 : key.n), key.p,
		    r->class != NULL ? "an AS number" :
				       "an AS number, or a "
				       "mntner that the registry has");
		return false;
	}
	diag_say(r->diag, DIAG_WARNING, &r->place, NULL,
	    "%.*s is not in the "
	    "registry",
	    (int)(key.n > 64 ? 64 : key.n), key.p);
	return true;
}

static bool
take_line(struct key_reader *r, char *line, size_t n)
{
	const char *hash = memchr(line, '#', n);

	if (hash != NULL)
		n = (size_t)(hash - line);
	while (n > 0 && strchr(" \t\r\n", line[n - 1]) != NULL)
		n--;
	while (n > 0 && (*line == ' ' || *line == '\t')) {
		line++;
		n--;
	}
	return n == 0 || take_key(r, (struct slice){ line, n });
}

bool
key_list_read(const struct graph *g, const char *file, const char *class,
    bool *mark, struct diag *diag)
{
	struct key_reader r = { g, class, mark, { file, 0 }, diag };
	bool is_stdin = strcmp(file, "-") == 0;
	FILE *f = is_stdin ? stdin : fopen(file, "re");
	char *line = NULL;
	size_t cap = 0;
	ssize_t n;
	bool ok = f != NULL;

	while (ok && (n = getline(&line, &cap, f)) > 0) {
		r.place.line++;
		ok = take_line(&r, line, (size_t)n);
	}
	if (f == NULL || ferror(f)) {
		diag_say(diag, DIAG_ERROR, &r.place, NULL, "read: %s",
		    strerror(errno));
		ok = false;
	}
	free(line);
	if (f != NULL && !is_stdin)
		fclose(f);
	return ok;
}
