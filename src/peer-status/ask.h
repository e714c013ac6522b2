#ifndef PEER_STATUS_ASK_H
#define PEER_STATUS_ASK_H

#include "host/birdctl.h"
#include "peer-status/status.h"

/* A conversation with BIRD; each question is one that changes nothing. */
struct ask {
	const struct question *question;
	struct birdctl ctl;		/* fd -1: to be opened */
	enum birdctl_status status;	/* of what was asked last */
	struct why why;
	bool no_roa[2];			/* no table of IPv4's, of IPv6's */
	bool (*interrupted)(void);	/* to stop between two answers */
};

/* All of them: false when BIRD does not answer (any more). */
bool ask_version(struct ask *a, struct status *s);
bool ask_protocols(struct ask *a, struct protocols *all);
/* Counts and lists P's routes, as far as the question wants it. */
bool ask_routes(struct ask *a, struct protocol *p,
    const struct policy *policy);
void ask_close(struct ask *a);

#endif
