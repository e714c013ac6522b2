#ifndef LINK_LATENCY_VERBS_H
#define LINK_LATENCY_VERBS_H

#include "base/diag.h"
#include "link-latency/options.h"
#include "site/site.h"

/* The input of a verb. */
struct job {
	const struct options *o;
	const struct site *site;
	const struct site_router *router;
	struct diag *diag;
};

/* Each does one verb of the command line, and returns the exit status. */

/* Measures every link once, and folds that into the memory. */
int verb_sample(const struct job *j);
/* Prints the memory, and changes nothing. */
int verb_judge(const struct job *j);
/* Prints what fping(8) has to ask: the links without a BGP connection. */
int verb_targets(const struct job *j);

#endif
