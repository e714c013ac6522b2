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
 * records, sorted, into LATENCIES.  With OTHERS, requests and leaves come from
 * intake_requests() and are refused here.  False when the stream was not
 * complete, held a record that it may not, or lacked what the site cannot do
 * without; that has been reported.
 */
bool intake_read(int fd, FILE *to, const struct site *site, bool trusted,
    struct registry *registry, struct peer_source *source,
    struct latencies *latencies, bool others);
/*
 * Reads FILE, which somebody else writes: request and leave records go on to
 * TO, requests into SOURCE.  False when it is not complete or holds anything
 * else; that has been reported.
 */
bool intake_requests(const char *file, FILE *to, bool trusted,
    struct peer_source *source);

#endif
