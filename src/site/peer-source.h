#ifndef BIRDFEED_PEER_SOURCE_H
#define BIRDFEED_PEER_SOURCE_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/list.h"
#include "site/peer.h"

/* Where peers come from: files and directories of YAML, and requests. */
struct peer_source {
	struct peers peers;
	unsigned long refused;	/* those that could not even be read */
	struct text_list files;	/* the names that places point to */
	struct diag *diag;
};

/*
 * Adds the peers of PATH: a YAML file that holds one peer or a list of
 * them, or a directory of such files (*.yaml and *.yml, in the order of
 * their names).  A peer that can not be read is reported and left out;
 * false when PATH itself could not be read.
 */
bool peer_source_yaml(struct peer_source *src, const char *path);
/* Adds the peer of a request record; one of a stranger (not TRUSTED) may
 * hold the fields of a request only. */
void peer_source_request(struct peer_source *src, const struct record *r,
    const struct place *place, bool trusted);
void peer_source_free(struct peer_source *src);

#endif
