#ifndef APPLY_PLAN_H
#define APPLY_PLAN_H

#include <stdbool.h>
#include <stdio.h>

#include "apply/generation-tree.h"
#include "apply/generation.h"
#include "apply/name-list.h"
#include "apply/wg-tunnel.h"
#include "apply/wgstate.h"
#include "base/diag.h"
#include "host/iprule.h"
#include "site/site.h"

/* What BIRD says when it is asked. */
enum bird_seen {
	BIRD_NOT_ASKED,		/* --install-only, or -n could not */
	BIRD_DOWN,
	BIRD_ANSWERS,
};

/* What is, and what is wanted; all of it the caller's. */
struct situation {
	const struct site_router *router;
	const char *state_dir;
	unsigned confirm;		/* seconds; 0: sessions do not matter */
	bool root;			/* bird -p has to give it up */
	const struct generation *have;	/* NULL: none is confirmed */
	const char *have_id;		/* "" then; else what current names */
	const struct generation *want;
	enum tree_state staged;		/* WANT's directory on disk */
	const struct name_list *damaged;	/* files of the confirmed one that
					 * are not as they were confirmed */
	const struct name_list *edited;	/* those that are somebody's work */
	const struct tunnels *have_tunnels;
	const struct tunnels *want_tunnels;
	enum bird_seen bird;
	const char *bird_id;		/* what BIRD runs, "" unknown */
	const struct wgstate *links;	/* NULL: not asked */
	const struct iprules *have_rules;
	const struct iprules *want_rules;
	const struct iprules *rules;	/* the kernel's; NULL: not asked */
};

enum step_kind {
	STEP_WRITE,		/* the generation's directory */
	STEP_PARSE,		/* bird -p */
	STEP_BIRD_FILE,		/* does BIRD start with what is current? */
	STEP_CHECK,		/* what the running BIRD thinks of it */
	STEP_PENDING,		/* the journal says so, a guardian waits */
	STEP_RULE,		/* a command that adds a rule */
	STEP_LINK,		/* a WireGuard interface: kernel, or go */
	STEP_TUNNEL,		/* a command that changes one */
	STEP_ALIVE,		/* do the changed tunnels live? */
	STEP_KEEPALIVE,		/* what was set for that, put back */
	STEP_CONFIGURE,		/* BIRD loads it */
	STEP_HEALTH,		/* do its sessions come back? */
	STEP_COMMIT,		/* "current" moves */
	STEP_GONE,		/* a command that removes one */
	STEP_RULE_GONE,		/* a command that removes a rule */
	STEP_PRUNE,		/* old generations */
	STEP_CONFIRMED,		/* the journal says so */
};

/* A step is a command that is run (ARGV), or something that apply does
 * itself (SAID, in words). */
struct step {
	enum step_kind kind;
	char *said;		/* NULL: see argv */
	char **argv;		/* ends with NULL */
	size_t argc, cap;
	/* wg set: this endpoint, resolved, is to be added at the end; or if
	 * it does not resolve, the KNOWN one, unless that is NULL. */
	const struct endpoint *endpoint;
	char *known;
	/* wg set: the peer of this tunnel is new to it, or has another key or
	 * endpoint. */
	const struct tunnel *renews;
	bool unasked;		/* and no handshake can be asked for */
	/* wg set: this key is its standard input. */
	struct wgkey secret;
	bool has_secret;
};

struct plan {
	struct step *step;
	size_t n, cap;
};

/*
 * The steps from HAVE to WANT, in order; none when everything is as it
 * should be.  Pure: asks nobody and changes nothing.
 */
void plan_make(struct plan *p, const struct situation *s);
/* Only the tunnels' part, as far as it comes before BIRD's; and behind. */
void plan_tunnels(struct plan *p, const struct situation *s);
void plan_gone(struct plan *p, const struct situation *s);
/* Only the rules that are missing; and those of HAVE that go. */
void plan_rules(struct plan *p, const struct situation *s);
void plan_rules_gone(struct plan *p, const struct situation *s);
/* What plan_tunnels() set to have handshakes is put back. */
void plan_keepalives(struct plan *p);
/* One interface as it WAS, whoever made it, from what it is NOW (NULL: it is
 * not there), with the keys that were seen in it. */
void plan_restore(struct plan *p, const struct wglink *was,
    const struct wglink *now);
/* Only what comes behind the commit, whether it is to be done or was. */
void plan_finish(struct plan *p, const struct situation *s);
/* Has it a step of that kind? */
bool plan_has(const struct plan *p, enum step_kind kind);
/* The interface that the step is about: behind "wg set" or "dev".  NULL:
 * about none. */
const char *step_link(const struct step *step);
/* The command as one would type it, or "# " and the words. */
void step_print(FILE *f, const struct step *step);
/* Says on standard error that the step is taken now; --quiet leaves it out. */
void step_echo(const struct step *step, const struct diag *diag);
void plan_print(FILE *f, const struct plan *p);
void step_free(struct step *step);
void plan_free(struct plan *p);

/* Words for steps, which several plans need. */
void plan_address(struct plan *p, const char *verb, const char *link,
    const struct addr_pair *pair, unsigned len);
void step_allowed_ips(struct step *step, const struct prefix_list *list);
void step_keepalive(struct step *step, uint32_t seconds);

/* To make steps: the words are copied. */
struct step *plan_add(struct plan *p, enum step_kind kind);
void step_words(struct step *step, ...) __attribute__((sentinel));
void step_say(struct step *step, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void step_wordf(struct step *step, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
