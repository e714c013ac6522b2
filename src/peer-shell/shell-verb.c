/* The verbs: a row each. */
#include "peer-shell/shell-verb.h"

#include <stdio.h>
#include <string.h>

#include "base/near.h"
#include "peer-shell/reply.h"
#include "peer-shell/shell-words.h"
#include "peer-shell/verb-admin.h"
#include "peer-shell/verb-change.h"
#include "peer-shell/verb-guest.h"
#include "peer-shell/verb-read.h"

static int verb_help(struct shell *s, char **word, size_t n);

/* Whose verb it is. */
#define MEMBER 1u  /* a maintainer */
#define ADMIN 2u   /* one who speaks for the operator */
#define GUEST 4u   /* somebody with any key */
#define CHANGES 8u /* it looks at the operator's own peers */

static const struct verb_row {
	const char *name;
	unsigned whose;
	int (*run)(struct shell *s, char **word, size_t n);
	const char *words; /* what may stand behind it */
	const char *help;
} verbs[] = {
	{ "intro", MEMBER | GUEST, verb_intro, "",
	    "what this is, and who you are" },
	{ "help", MEMBER | GUEST, verb_help, "[COMMAND]",
	    "this list, or one "
	    "command" },
	{ "peer_list", MEMBER, verb_peer_list, "", "your peerings" },
	{ "peer_create", MEMBER | CHANGES, verb_peer_create,
	    "[asn=ASN] [router=ROUTER] "
	    "public-key=KEY [endpoint=HOST:PORT] [link-local=ADDRESS] "
	    "[mtu=BYTES] [families=mp|separate|ipv4|ipv6] [psk=yes] "
	    "[description='TEXT']",
	    "a new peering" },
	{ "peer_change", MEMBER | CHANGES, verb_peer_change,
	    "[NAME] [KEY=VALUE ...]", "other values; KEY= takes one away" },
	{ "peer_config", MEMBER, verb_peer_config,
	    "[NAME] "
	    "[only=wireguard|bird|psk]",
	    "what you configure: WireGuard and "
	    "BIRD" },
	{ "peer_status", MEMBER, verb_peer_status, "[NAME]",
	    "what the router "
	    "says of it" },
	{ "peer_remove", MEMBER | CHANGES, verb_peer_remove, "[NAME]",
	    "the end of a "
	    "peering" },
	{ "request_list", ADMIN, verb_request_list, "[STATE]",
	    "everybody's requests" },
	{ "request_approve", ADMIN | CHANGES, verb_request_approve,
	    "NAME[@ROUTER]", "yes to a pending one" },
	{ "request_refuse", ADMIN | CHANGES, verb_request_refuse,
	    "NAME[@ROUTER] "
	    "['REASON']",
	    "no to a pending one" },
	{ "request_block", ADMIN | CHANGES, verb_request_block,
	    "AS|MNTNER ['REASON']",
	    "takes their peerings down, and they make no more" },
	{ "request_unblock", ADMIN | CHANGES, verb_request_unblock, "AS|MNTNER",
	    "the end of a block" },
	{ "template", GUEST, verb_template,
	    "[operation=create|change|remove|"
	    "config|status] [mntner=MNTNER] [asn=ASN] [KEY=VALUE ...]",
	    "the text that you sign" },
	{ "submit", GUEST | CHANGES, verb_submit, "<TEXT",
	    "takes a signed text from "
	    "standard input" },
	{ "bye", MEMBER | GUEST, NULL, "",
	    "also exit, quit, and the end of input" },
};
#define VERBS (sizeof verbs / sizeof *verbs)

/* Is there such a verb for the caller?  An admin's is refused by itself. */
static bool
is_for(const struct shell *s, const struct verb_row *v)
{
	return (v->whose & (s->guest ? GUEST : MEMBER | ADMIN)) != 0;
}

static const struct verb_row *
find(const struct shell *s, const char *name)
{
	if (strcmp(name, "exit") == 0 || strcmp(name, "quit") == 0)
		name = "bye";
	for (size_t i = 0; i < VERBS; i++)
		if (strcmp(verbs[i].name, name) == 0 && is_for(s, &verbs[i]))
			return &verbs[i];
	return NULL;
}

static int
no_verb(struct shell *s, const char *name)
{
	struct near near = { .word = name };
	struct why hint;

	for (size_t i = 0; i < VERBS; i++)
		if (is_for(s, &verbs[i]))
			near_try(&near, verbs[i].name);
	return reply_no(s, 2, NULL, NULL, "\"%.40s\" is not a command%s", name,
	    near_hint(&hint, &near, " (\"help\" lists them)"));
}

static int
verb_help(struct shell *s, char **word, size_t n)
{
	const bool admin = caller_among(&s->caller,
			       &s->site->self_service.admins) != NULL;
	const struct verb_row *one = n > 0 ? find(s, word[0]) : NULL;
	json_t *list = json_object();

	if (n > 0 && one == NULL) {
		json_decref(list);
		return no_verb(s, word[0]);
	}
	for (size_t i = 0; i < VERBS; i++) {
		const struct verb_row *v = &verbs[i];

		if (one != NULL ?
			v != one :
			!is_for(s, v) || ((v->whose & ADMIN) != 0 && !admin))
			continue;
		json_object_set_new(list, v->name, json_string(v->help));
		reply_line(s, "%-16s %s", v->name, v->help);
		if (one != NULL)
			reply_line(s, "  %s %s", v->name, v->words);
	}
	reply_set(s, "commands", list);
	return 0;
}

/* Takes -j out of the words. */
static bool
take_json(struct shell_words *words)
{
	size_t kept = 0;

	for (size_t i = 0; i < words->n; i++)
		if (strcmp(words->v[i], "-j") != 0)
			words->v[kept++] = words->v[i];
	if (kept == words->n)
		return false;
	words->n = kept;
	return true;
}

static int
run(struct shell *s, const struct shell_words *words, bool *bye)
{
	const struct verb_row *v = find(s, words->v[0]);

	if (v == NULL)
		return no_verb(s, words->v[0]);
	s->verb = v->name;
	if ((v->whose & CHANGES) != 0 && !shell_read_operators(s))
		return reply_no(s, 2, NULL, "validate",
		    "nothing can be "
		    "changed at the moment");
	if (v->run == NULL)
		*bye = true;
	return v->run == NULL ? 0 :
				v->run(s, (char **)words->v + 1, words->n - 1);
}

int
shell_line(struct shell *s, char *line, bool *bye)
{
	struct shell_words words;
	struct why why;
	int status;

	*bye = false;
	s->verb = "peer-shell";
	s->json = false;
	if (!words_split(&words, line, &why))
		return reply_no(s, 2, NULL, NULL, "%s", why.text);
	s->json = take_json(&words);
	if (words.n == 0)
		return 0;
	s->result = s->json ? json_object() : NULL;
	status = run(s, &words, bye);
	if (s->json) {
		json_object_set_new(s->result, "status", json_integer(status));
		json_dumpf(s->result, stdout, JSON_INDENT(1));
		putchar('\n');
	}
	json_decref(s->result);
	s->result = NULL;
	return status;
}
