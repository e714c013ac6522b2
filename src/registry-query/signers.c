/* signers MNTNER: the keys that verify a maintainer's signatures. */
#include "registry-query/question.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/sort.h"
#include "registry-query/caseless.h"

/* A copied value. */
struct text {
	char *p;
	size_t n;
};

/* A name of a key-cert object: its key or its fingerprint, folded. */
struct cert {
	char *name;
	struct text key;
};

/*
 * The mntner and the key-certs may come in any order, so finish() joins them.
 */
struct signers {
	bool has_mntner;
	struct text *auth;
	size_t nauths;
	size_t auth_cap;
	struct cert *cert;
	size_t ncerts;
	size_t cert_cap;
};

static bool
start(struct query *q, struct why *why)
{
	q->state = mem_zalloc(sizeof(struct signers));
	return argument_is_word(q, why);
}

static struct text
kept(struct slice s)
{
	return (struct text){ mem_strndup(s.p, s.n), s.n };
}

/* Folds S to upper case without blanks: fingerprints may be in groups. */
static char *
folded(struct slice s)
{
	char *text = mem_alloc(s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		/* A string cannot contain a NUL, and no name does. */
		if (c != ' ' && c != '\t')
			text[n++] = c != '\0' ? c : '?';
	}
	text[n] = '\0';
	return text;
}

static void
take_cert_name(struct signers *state, struct slice name, struct slice key)
{
	char *text = folded(name);

	/* An empty auth value must not match it. */
	if (text[0] == '\0') {
		free(text);
		return;
	}
	state->cert = mem_grow(state->cert, state->ncerts, &state->cert_cap,
	    sizeof *state->cert);
	state->cert[state->ncerts++] = (struct cert){ text, kept(key) };
}

static void
take_cert(struct signers *state, const struct record *r)
{
	const struct slice *fingerprint = record_get(r, "fingerpr");

	take_cert_name(state, r->key, r->key);
	if (fingerprint != NULL)
		take_cert_name(state, *fingerprint, r->key);
}

static void
take_mntner(struct signers *state, const struct record *r)
{
	state->has_mntner = true;
	for (size_t i = 0; i < r->n; i++) {
		if (!slice_is(r->name[i], "auth"))
			continue;
		state->auth = mem_grow(state->auth, state->nauths,
		    &state->auth_cap, sizeof *state->auth);
		state->auth[state->nauths++] = kept(r->value[i]);
	}
}

static bool
take(struct query *q, const struct record *r)
{
	if (slice_is(r->class, "key-cert"))
		take_cert(q->state, r);
	else if (caseless_is(r->key, q->argument))
		take_mntner(q->state, r);
	return true;
}

static int
by_name(const void *va, const void *vb)
{
	const struct cert *a = va, *b = vb;
	int c = strcmp(a->name, b->name);

	return c != 0 ? c : strcmp(a->key.p, b->key.p);
}

/* The name in an auth value: the fingerprint, or else the first word. */
static char *
cert_named(struct slice auth)
{
	static const char method[] = "pgp-fingerprint ";
	size_t skip = strlen(method), n = 0;

	if (auth.n > skip && strncasecmp(auth.p, method, skip) == 0)
		return folded((struct slice){ auth.p + skip, auth.n - skip });
	while (n < auth.n && auth.p[n] != ' ' && auth.p[n] != '\t' &&
	    auth.p[n] != '\n')
		n++;
	return folded((struct slice){ auth.p, n });
}

/* The key of the key-cert that the value names; empty if there is none. */
static struct slice
find_cert(const struct signers *state, struct slice auth)
{
	char *name = cert_named(auth);
	const struct cert *cert;
	struct slice key = { "", 0 };

	cert = sort_find(state->cert, state->ncerts, sizeof *state->cert, &name,
	    sort_by_text);
	if (cert != NULL)
		key = (struct slice){ cert->key.p, cert->key.n };
	free(name);
	return key;
}

static bool
finish(struct query *q)
{
	struct signers *state = q->state;

	sort_all(state->cert, state->ncerts, sizeof *state->cert, by_name);
	for (size_t i = 0; i < state->nauths; i++) {
		struct slice auth = { state->auth[i].p, state->auth[i].n };

		answer_column(&q->answers, auth);
		answer_column(&q->answers, find_cert(state, auth));
		answer_finish(&q->answers);
	}
	if (state->has_mntner && state->nauths == 0)
		diag_say(q->diag, DIAG_WARNING, NULL, q->question->name,
		    "%s is there, but has no auth", q->argument);
	return true;
}

static void
end(struct query *q)
{
	struct signers *state = q->state;

	if (state == NULL)
		return;
	for (size_t i = 0; i < state->nauths; i++)
		free(state->auth[i].p);
	for (size_t i = 0; i < state->ncerts; i++) {
		free(state->cert[i].name);
		free(state->cert[i].key.p);
	}
	free(state->auth);
	free(state->cert);
}

const struct question question_signers = {
	.name = "signers",
	.argument = "MNTNER",
	.least = 1,
	.most = 1,
	.classes = { "mntner", "key-cert" },
	.start = start,
	.take = take,
	.finish = finish,
	.end = end,
};
