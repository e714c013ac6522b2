/* A guard: does every running Babel interface keep its block? */
#include "apply/babel-guard.h"

#include <fnmatch.h>
#include <string.h>

#include "apply/bird-text.h"
#include "apply/bird.h"
#include "base/buf.h"

#define BROKEN_SINCE 3u /* BIRD's major version */

/* Matches INTERFACE against 'interface "A", -"B", "C"': the first pattern that
 * matches decides. */
static bool
patterns_match(struct slice head, const char *interface)
{
	bool negated = false, match = false;
	struct slice w;

	while (!match && (w = bird_word_next(&head)).n > 0) {
		char pattern[64];

		if (slice_is(w, ","))
			negated = false;
		if (slice_is(w, "-"))
			negated = true;
		if (*w.p != '"' || w.n - 2 >= sizeof pattern)
			continue;
		memcpy(pattern, w.p + 1, w.n - 2);
		pattern[w.n - 2] = '\0';
		match = fnmatch(pattern, interface, 0) == 0;
	}
	return match && !negated;
}

static bool
block_matches(const struct bird_block *b, const char *interface)
{
	struct slice rest = b->body;
	struct bird_statement s;

	while (bird_statement_next(&rest, &s)) {
		struct slice head = s.head;

		if (slice_is(bird_word_next(&head), "interface") &&
		    patterns_match(head, interface))
			return true;
	}
	return false;
}

static bool
has_block(const struct bird_text *t, const char *interface)
{
	for (size_t i = 0; i < t->n; i++)
		if (!t->block[i].is_template &&
		    slice_is(t->block[i].type, "babel") &&
		    block_matches(&t->block[i], interface))
			return true;
	return false;
}

/*
 * Must the guard check PROTOCOL?  A protocol from the operator's included
 * files does not change.  BIRD survives the removal of a whole protocol, and so
 * the way BACK may take it away.
 */
static bool
is_judged(const struct bird_text *t, const char *protocol, bool back)
{
	return (!back && strncmp(protocol, "bf_", 3) == 0) ||
	    bird_text_protocol(t, protocol) != NULL;
}

static bool
refuse(const struct job *job, const char *interface)
{
	diag_say(job->diag, DIAG_ERROR, NULL, interface,
	    "Babel runs on it, "
	    "and would not after this change, which ends this BIRD (version "
	    "3); expected BIRD to be restarted instead: stop BIRD, run this "
	    "again, and start it");
	return false;
}

static bool
judge(const struct job *job, const struct bird_text *t, const char *protocol,
    struct birdctl *ctl)
{
	struct name_list names = { 0 };
	struct why why;
	bool ok = bird_babel_interfaces(ctl, protocol, &names, &why) ==
	    BIRD_YES;

	if (!ok)
		diag_say(job->diag, DIAG_ERROR, NULL, NULL, "%s", why.text);
	for (size_t i = 0; i < names.n; i++)
		if (!has_block(t, names.v[i]))
			ok = refuse(job, names.v[i]);
	name_list_free(&names);
	return ok;
}

static bool
judge_all(const struct job *job, const struct bird_text *t, struct birdctl *ctl,
    bool back)
{
	struct name_list protocols = { 0 };
	struct why why;
	bool ok = bird_protocols(ctl, "Babel", &protocols, &why) == BIRD_YES;

	if (!ok)
		diag_say(job->diag, DIAG_ERROR, NULL, NULL, "%s", why.text);
	for (size_t i = 0; i < protocols.n; i++)
		if (is_judged(t, protocols.v[i], back))
			ok &= judge(job, t, protocols.v[i], ctl);
	name_list_free(&protocols);
	return ok;
}

bool
babel_guard(const struct job *job, const struct situation *s,
    struct birdctl *ctl)
{
	struct bird_text text;
	bool ok;

	if (s->bird != BIRD_ANSWERS || ctl->major < BROKEN_SINCE ||
	    strcmp(s->bird_id, s->want->bird_id) == 0)
		return true;
	bird_text_of_stream(&text, job->stream);
	ok = judge_all(job, &text, ctl, false);
	bird_text_free(&text);
	return ok;
}

bool
babel_guard_file(const struct job *job, const char *file, struct birdctl *ctl)
{
	struct bird_text text;
	bool ok = true;

	if (ctl->major < BROKEN_SINCE)
		return true;
	/* Nothing can be said about a text that cannot be read. */
	if (bird_text_of_file(&text, file))
		ok = judge_all(job, &text, ctl, true);
	bird_text_free(&text);
	return ok;
}
