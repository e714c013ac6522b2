/* The names that maintainers sign in by. */
#include "registry-keys/login-name.h"

#include <ctype.h>
#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/sort.h"

#define SUFFIX "-mnt"

/* Names in lower case, in order. */
struct words {
	char **v;
	size_t n, cap;
};

static char *
lower(const char *s, size_t n)
{
	char *text = mem_strndup(s, n);

	for (char *c = text; *c != '\0'; c++)
		*c = (char)tolower((unsigned char)*c);
	return text;
}

static void
words_add(struct words *words, char *word)
{
	words->v = mem_grow(words->v, words->n, &words->cap, sizeof *words->v);
	words->v[words->n++] = word;
}

static size_t
words_count(const struct words *words, const char *word)
{
	return sort_upper(words->v, words->n, sizeof *words->v, &word,
		   sort_by_text) -
	    sort_lower(words->v, words->n, sizeof *words->v, &word,
		sort_by_text);
}

static void
words_free(struct words *words)
{
	for (size_t i = 0; i < words->n; i++)
		free(words->v[i]);
	free(words->v);
}

static bool
read_reserved(struct words *words, const char *path, struct diag *diag)
{
	FILE *f = fopen(path, "re");
	struct place place = { path, 0 };
	const struct passwd *pw;

	if (f == NULL) {
		diag_say(diag, DIAG_ERROR, &place, NULL, "%s", strerror(errno));
		return false;
	}
	while ((pw = fgetpwent(f)) != NULL)
		words_add(words, lower(pw->pw_name, strlen(pw->pw_name)));
	fclose(f);
	words_add(words, mem_strdup("peer"));
	words_add(words, mem_strdup("guest"));
	sort_all(words->v, words->n, sizeof *words->v, sort_by_text);
	return true;
}

/* The length of MNTNER without -MNT at its end; 0 when there is nothing
 * else, or it ends otherwise. */
static size_t
short_length(const char *mntner)
{
	size_t n = strlen(mntner), s = strlen(SUFFIX);

	return n > s && strcasecmp(mntner + n - s, SUFFIX) == 0 ? n - s : 0;
}

/* Every form of every maintainer, to see which one two of them have. */
static void
read_forms(struct words *forms, const struct keyring *ring)
{
	for (size_t i = 0; i < ring->nmntner; i++) {
		const char *mntner = ring->mntner[i];
		size_t n = short_length(mntner);

		words_add(forms, lower(mntner, strlen(mntner)));
		if (n > 0)
			words_add(forms, lower(mntner, n));
	}
	sort_all(forms->v, forms->n, sizeof *forms->v, sort_by_text);
}

static void
add(struct login_names *names, char *name, const char *mntner)
{
	names->v = mem_grow(names->v, names->n, &names->cap, sizeof *names->v);
	names->v[names->n++] = (struct login_name){ name, mntner };
}

/* N bytes of MNTNER, as they are and in lower case. */
static void
add_form(struct login_names *names, const char *mntner, size_t n,
    const struct words *reserved)
{
	char *small = lower(mntner, n);
	char *as_is = mem_strndup(mntner, n);
	/* A - at the beginning would be an option of somebody's. */
	bool free_name = words_count(reserved, small) == 0 && small[0] != '-';

	if (!free_name || strcmp(small, as_is) == 0)
		free(as_is);
	else
		add(names, as_is, mntner);
	if (!free_name)
		free(small);
	else
		add(names, small, mntner);
}

bool
login_names_make(struct login_names *names, const struct keyring *ring,
    const char *passwd, struct diag *diag)
{
	struct words reserved = { 0 }, forms = { 0 };
	bool ok = read_reserved(&reserved, passwd, diag);

	read_forms(&forms, ring);
	for (size_t i = 0; i < ring->n && ok; i++) {
		const char *mntner = ring->v[i].mntner;
		size_t n = short_length(mntner);
		char *small;

		if (i > 0 && strcmp(ring->v[i - 1].mntner, mntner) == 0)
			continue;
		add_form(names, mntner, strlen(mntner), &reserved);
		if (n == 0)
			continue;
		small = lower(mntner, n);
		if (words_count(&forms, small) == 1)
			add_form(names, mntner, n, &reserved);
		free(small);
	}
	sort_all(names->v, names->n, sizeof *names->v, sort_by_text);
	words_free(&reserved);
	words_free(&forms);
	return ok;
}

void
login_names_free(struct login_names *names)
{
	for (size_t i = 0; i < names->n; i++)
		free(names->v[i].name);
	free(names->v);
	*names = (struct login_names){ 0 };
}
