#ifndef APPLY_OBSERVE_H
#define APPLY_OBSERVE_H

#include "apply/apply.h"
#include "apply/journal.h"
#include "apply/plan.h"
#include "apply/store.h"
#include "host/birdctl.h"

/* Everything that is read before a plan is made.  It owns all of it. */
struct observation {
	struct store store; /* locked, unless -n */
	struct journal journal;
	char have_id[ID_TEXT];
	struct generation have; /* unless the same as WANT */
	struct generation want;
	struct name_list damaged, edited;
	struct tunnels had; /* read back if they differ */
	struct tunnels wanted;
	struct wgstate links;
	struct iprules had_rules, wanted_rules, rules;
	struct birdctl ctl; /* open if BIRD answers */
	char bird_id[ID_TEXT];
	struct situation situation; /* points into the above */
};

/*
 * Returns APPLY_DONE, or another exit status if no plan can be made; then the
 * reason has been reported.  Free with observation_free() in every case.
 */
int observe(struct observation *o, const struct job *job);
void observation_free(struct observation *o);

#endif
