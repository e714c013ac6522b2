#ifndef PEER_VALIDATE_INTAKE_H
#define PEER_VALIDATE_INTAKE_H

#include <stdbool.h>
#include <stdio.h>

#include "peer-validate/aut-num.h"
#include "site/peer-source.h"
#include "site/site.h"
#include "stream/latency.h"

/*
 * Reads the record stream on FD to its end.  Every line goes to TO (NULL:
 * nowhere), aut-num records into REGISTRY, requests into SOURCE, latency
 * records, sorted, into LATENCIES.  With OTHERS, intake_requests() reads
 * requests and leaves, and they are refused here.  False if the stream is
 * incomplete, has a forbidden record, or a record that the site needs is
 * missing; that has been reported.
 */
bool intake_read(int fd, FILE *to, const struct site *site, bool trusted,
    struct registry *registry, struct peer_source *source,
    struct latencies *latencies, bool others);
/*
 * Reads FD, FILE, which another user writes: request and leave records go to
 * TO, requests into SOURCE. False if it is incomplete or has other records;
 * that has been reported.
 */
bool intake_requests(int fd, const char *file, FILE *to, bool trusted,
    struct peer_source *source);

#endif
