#ifndef PEER_VALIDATE_INTAKE_H
#define PEER_VALIDATE_INTAKE_H

#include <stdbool.h>
#include <stdio.h>

#include "peer-validate/aut-num.h"
#include "site/peer-source.h"
#include "site/site.h"
#include "stream/latency.h"

/*
 * Reads the record stream on FD to its end: every line goes on to TO (NULL:
 * nowhere), aut-num records into REGISTRY, requests into SOURCE, latency
 * records, sorted, into LATENCIES.  False when the stream was not complete, held a peer record, or lacked what the
 * site cannot do without; that has been reported.
 */
bool intake_read(int fd, FILE *to, const struct site *site, bool trusted,
    struct registry *registry, struct peer_source *source,
    struct latencies *latencies);

#endif
