#ifndef BIRDFEED_PEER_SOURCE_H
#define BIRDFEED_PEER_SOURCE_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/list.h"
#include "site/peer.h"

/* Collects peers from YAML files, directories of them, and requests. */
struct peer_source {
	struct peers peers;
	unsigned long refused;	/* number of unreadable peers */
	const char *empty;	/* a directory without any such file, or NULL */
	struct text_list files; /* the file names that places point to */
	struct diag *diag;
};

/*
 * Adds the peers of PATH: a YAML file with a peer or a list of peers, or a
 * directory of such files (*.yaml and *.yml, in the order of their names).
 * Reports and leaves out a peer that it cannot read.  False if it cannot read
 * PATH itself.
 */
bool peer_source_yaml(struct peer_source *src, const char *path);
/* Adds the peer of a request record.  If it is not TRUSTED, it may have only
 * the fields that a request allows. */
void peer_source_request(struct peer_source *src, const struct record *r,
    const struct place *place, bool trusted);
void peer_source_free(struct peer_source *src);

#endif
