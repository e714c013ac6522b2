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

/* Whether BIRD answers. */
enum bird_seen {
	BIRD_NOT_ASKED, /* --install-only, or not possible for -n */
	BIRD_DOWN,
	BIRD_ANSWERS,
};

/* The present and the wanted state.  The caller owns everything. */
struct situation {
	const struct site_router *router;
	const char *state_dir;
	unsigned confirm;	       /* seconds; 0: no health check */
	bool root;		       /* bird -p must drop root */
	const struct generation *have; /* NULL: none is confirmed */
	const char *have_id;	       /* "": no "current"; else its id */
	const struct generation *want;
	enum tree_state staged; /* WANT's directory on disk */
	/* Files of the confirmed generation that differ from their confirmed
	 * content, and those of them that somebody edited. */
	const struct name_list *damaged;
	const struct name_list *edited;
	const struct tunnels *have_tunnels;
	const struct tunnels *want_tunnels;
	enum bird_seen bird;
	const char *bird_id;	     /* what BIRD runs; "": unknown */
	const struct wgstate *links; /* NULL: not read */
	const struct iprules *have_rules;
	const struct iprules *want_rules;
	const struct iprules *rules; /* the kernel's; NULL: not read */
};

enum step_kind {
	STEP_WRITE,	/* write the generation's directory */
	STEP_PARSE,	/* bird -p */
	STEP_BIRD_FILE, /* does BIRD start with "current"? */
	STEP_CHECK,	/* the running BIRD checks the file */
	STEP_PENDING,	/* journal "pending", start a guardian */
	STEP_RULE,	/* run a command that adds a rule */
	STEP_PORT,	/* run a command that frees a tunnel's port */
	STEP_LINK,	/* add an interface (kernel or wireguard-go) */
	STEP_TUNNEL,	/* run a command that changes a tunnel */
	STEP_ALIVE,	/* are the changed tunnels alive? */
	STEP_KEEPALIVE, /* restore the keepalives set for that */
	STEP_CONFIGURE, /* BIRD loads the generation */
	STEP_HEALTH,	/* do the sessions come back? */
	STEP_COMMIT,	/* move "current" to the generation */
	STEP_GONE,	/* run a command that removes a tunnel */
	STEP_RULE_GONE, /* run a command that removes a rule */
	STEP_PRUNE,	/* remove old generations */
	STEP_CONFIRMED, /* journal "confirmed" */
};

/* A step is a command to run (ARGV), or an action of apply itself that SAID
 * describes. */
struct step {
	enum step_kind kind;
	char *said;  /* NULL: see argv */
	char **argv; /* ends with NULL */
	size_t argc, cap;
	/* wg set: resolve this endpoint and append its address.  If it does
	 * not resolve, append KNOWN instead, unless KNOWN is NULL. */
	const struct endpoint *endpoint;
	char *known;
	/* wg set: the peer of this tunnel is new, or its key or endpoint
	 * changes. */
	const struct tunnel *renews;
	bool unasked; /* apply cannot trigger its handshake */
	/* wg set: pass this key on standard input. */
	struct wgkey secret;
	bool has_secret;
};

struct plan {
	struct step *step;
	size_t n, cap;
};

/*
 * Makes the steps from HAVE to WANT, in order; no steps if nothing differs.  A
 * pure function: it queries and changes nothing.
 */
void plan_make(struct plan *p, const struct situation *s);
/* Only the steps for tunnels: those before BIRD is configured, and those after
 * it. */
void plan_tunnels(struct plan *p, const struct situation *s);
void plan_gone(struct plan *p, const struct situation *s);
/* The other WireGuard interface that has the PORT which the interface NAME does
 * not have yet.  NULL: none. */
const struct wglink *plan_port_holder(const struct wgstate *links,
    const char *name, uint16_t port);
/* If the holder is a tunnel of either generation, gives it another port: it
 * goes, or gets its own one by a later step. */
void plan_free_port(struct plan *p, const struct situation *s, const char *name,
    uint16_t port);
/* Only the steps for rules: those that add missing rules, and those that
 * remove the rules of HAVE. */
void plan_rules(struct plan *p, const struct situation *s);
void plan_rules_gone(struct plan *p, const struct situation *s);
/* Restores the keepalives that plan_tunnels() set to trigger handshakes. */
void plan_keepalives(struct plan *p);
/*
 * Restores one interface to the state WAS, even if apply did not make it.  NOW
 * is its present state (NULL: it does not exist).  Uses the keys read from the
 * interface.
 */
void plan_restore(struct plan *p, const struct wglink *was,
    const struct wglink *now);
/* Only the steps after the commit, whether the commit is planned or done. */
void plan_finish(struct plan *p, const struct situation *s);
/* Does the plan have a step of this kind? */
bool plan_has(const struct plan *p, enum step_kind kind);
/* The interface that the step changes: the word after "wg set" or "dev".
 * NULL: none. */
const char *step_link(const struct step *step);
/* Prints the command as a user would type it, or "# " and the description. */
void step_print(FILE *f, const struct step *step);
/* Prints the step on standard error when it starts, unless --quiet. */
void step_echo(const struct step *step, const struct diag *diag);
void plan_print(FILE *f, const struct plan *p);
void step_free(struct step *step);
void plan_free(struct plan *p);

/* Helpers that several kinds of plan use to add words to steps. */
void plan_address(struct plan *p, const char *verb, const char *link,
    const struct addr_pair *pair, unsigned len);
void step_allowed_ips(struct step *step, const struct prefix_list *list);
void step_keepalive(struct step *step, uint32_t seconds);

/* Functions to build steps.  They copy the words. */
struct step *plan_add(struct plan *p, enum step_kind kind);
void step_words(struct step *step, ...) __attribute__((sentinel));
void step_say(struct step *step, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void step_wordf(struct step *step, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
