#ifndef PEER_STATUS_ASK_H
#define PEER_STATUS_ASK_H

#include "host/birdctl.h"
#include "peer-status/status.h"

/* A conversation with BIRD.  No question changes anything. */
struct ask {
	const struct question *question;
	struct birdctl ctl;	    /* fd -1: not open */
	enum birdctl_status status; /* of the last question */
	struct why why;
	bool no_roa[2];		   /* no ROA table for IPv4, IPv6 */
	bool (*interrupted)(void); /* asks to stop before a question */
};

/* All functions return false if BIRD does not answer, or stops answering. */
bool ask_version(struct ask *a, struct status *s);
bool ask_protocols(struct ask *a, struct protocols *all);
/* Counts and lists P's routes, as far as the question asks for them. */
bool ask_routes(struct ask *a, struct protocol *p, const struct policy *policy);
void ask_close(struct ask *a);

#endif
