/* The password constants of BIRD: which are used, and which are defined. */
#include "apply/password-names.h"

#include <stdlib.h>
#include <string.h>

#include "apply/depends.h"
#include "apply/secret.h"
#include "base/mem.h"
#include "base/sort.h"

#define CONSTANT "BIRDFEED_PASSWORD_"
#define NAME_TEXT 80
#define PASSWORD_MOST 80u /* TCP_MD5SIG_MAXKEYLEN of the kernel */

struct used {
	char name[NAME_TEXT];
	bool defined;
	bool wrong; /* but not to a password */
};

struct used_list {
	struct used *v; /* sorted by name, unique */
	size_t n;
};

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct used *)a)->name,
	    ((const struct used *)b)->name);
}

static bool
is_symbol(char c)
{
	return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z');
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A search through a text of BIRD's. */
struct search {
	struct slice text;
	size_t at;		  /* where it goes on */
	size_t seen;		  /* what follows is so after these bytes */
	bool line, block, quoted; /* in a comment of that kind, a string */
};

/* Is the place AT, which is not before the last one, in a comment? */
static bool
is_comment(struct search *s, size_t at)
{
	const char *text = s->text.p;
	size_t i;

	for (i = s->seen; i < at; i++) {
		bool two = i + 1 < at;

		if (s->block) {
			s->block = !two || memcmp(text + i, "*/", 2) != 0;
			i += !s->block;
		} else if (s->line || s->quoted) {
			s->line = s->line && text[i] != '\n';
			s->quoted = s->quoted && text[i] != '"';
		} else {
			s->line = text[i] == '#';
			s->quoted = text[i] == '"';
			s->block = two && memcmp(text + i, "/*", 2) == 0;
			i += s->block;
		}
	}
	s->seen = i;
	return s->line || s->block;
}

static size_t
skip_blank(const char *text, size_t n, size_t at)
{
	while (at < n && is_blank(text[at]))
		at++;
	return at;
}

/* Is what follows a name, from AT on, '= "PASSWORD";'?  A constant instead of
 * the password is BIRD's to judge. */
static bool
is_definition(const char *text, size_t n, size_t at)
{
	size_t end;

	at = skip_blank(text, n, at);
	if (at == n || text[at] != '=')
		return false;
	at = skip_blank(text, n, at + 1);
	if (at == n || text[at] != '"')
		return at < n && is_symbol(text[at]);
	for (end = ++at; end < n && text[end] != '"' && text[end] != '\n';)
		end++;
	if (end == n || text[end] != '"' || end == at ||
	    end - at > PASSWORD_MOST)
		return false;
	at = skip_blank(text, n, end + 1);
	return at < n && text[at] == ';';
}

/* Finds the symbol after the next "WORD ".  Returns false at the end. */
static bool
next_after(struct search *s, const char *word, char name[static NAME_TEXT])
{
	const size_t len = strlen(word), n = s->text.n;
	const char *text = s->text.p;

	while (s->at < n) {
		const char *p = memmem(text + s->at, n - s->at, word, len);
		size_t i, start;

		if (p == NULL)
			break;
		i = (size_t)(p - text);
		s->at = i + len;
		if ((i > 0 && is_symbol(text[i - 1])) || is_comment(s, i))
			continue;
		start = i + len;
		i = skip_blank(text, n, start);
		if (i == start)
			continue;
		for (start = i; i < n && is_symbol(text[i]); i++)
			;
		if (i == start || i - start >= NAME_TEXT)
			continue;
		memcpy(name, text + start, i - start);
		name[i - start] = '\0';
		s->at = i;
		return true;
	}
	s->at = n;
	return false;
}

static void
find_used(struct used_list *list, const struct frag_set *set)
{
	size_t cap = 0;

	for (size_t i = 0; i < set->n; i++) {
		struct search search = { .text = set->file[i].body };
		struct used one = { .defined = false };

		while (next_after(&search, "password", one.name)) {
			if (strncmp(one.name, CONSTANT, strlen(CONSTANT)) != 0)
				continue;
			if (list->n == cap) {
				cap = cap > 0 ? 2 * cap : 16;
				list->v = mem_resize(list->v, cap,
				    sizeof *list->v);
			}
			list->v[list->n++] = one;
		}
	}
	list->n = sort_once(list->v, list->n, sizeof *list->v, by_name);
}

/* Marks the constants that TEXT defines.  Returns false if TEXT includes other
 * files, which may define more. */
static bool
find_defined(struct used_list *list, struct slice text)
{
	struct search search = { .text = text };
	struct used key = { .defined = false };

	while (next_after(&search, "define", key.name)) {
		struct used *found = sort_find(list->v, list->n,
		    sizeof *list->v, &key, by_name);

		if (found != NULL) {
			found->defined = true;
			found->wrong = !is_definition(text.p, text.n,
			    search.at);
		}
	}
	return memmem(text.p, text.n, "include", strlen("include")) == NULL;
}

/* Checks a file that BIRD reads itself.  A read error has been reported
 * already. */
static bool
find_in_file(struct used_list *list, const struct frag_set *set,
    struct slice source, const struct job *job)
{
	char *path = mem_strndup(source.p, source.n);
	struct secret s;
	enum secret_rule rule;
	struct why why;
	bool whole = depends_rule(job, set->name, path, &rule, &why) &&
	    secret_read(&s, path, rule, &why);

	if (whole) {
		whole = find_defined(list, (struct slice){ s.data, s.n });
		secret_free(&s);
	}
	free(path);
	return whole;
}

static bool
find_in_files(struct used_list *list, const struct frag_set *set,
    const struct job *job)
{
	bool whole = true;

	for (size_t i = 0; i < set->n; i++) {
		const struct frag_file *f = &set->file[i];

		if (f->copy.n > 0)
			whole &= find_defined(list, f->body);
		for (size_t j = 0; j < f->ndepends; j++)
			whole &= find_in_file(list, set, f->depends[j], job);
	}
	return whole;
}

bool
password_names_ok(const struct fragments *stream, const struct job *job)
{
	const struct frag_set *set = fragments_set(stream, "bird");
	struct used_list list = { 0 };
	bool ok = true;

	if (set == NULL)
		return true;
	find_used(&list, set);
	if (list.n > 0 && find_in_files(&list, set, job))
		for (size_t i = 0; i < list.n; i++) {
			const struct used *one = &list.v[i];

			if (one->defined && !one->wrong)
				continue;
			diag_say(job->diag, DIAG_ERROR, NULL, NULL,
			    "%s: %s (expected 'define %s = \"...\";' in the "
			    "password-file of its session%s)",
			    one->name,
			    one->wrong ? "not defined as a password" :
					 "defined in no password file",
			    one->name,
			    one->wrong ? ", 1 to 80 characters" : "");
			ok = false;
		}
	free(list.v);
	return ok;
}
