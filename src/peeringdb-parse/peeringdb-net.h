#ifndef PEERINGDB_PARSE_PEERINGDB_NET_H
#define PEERINGDB_PARSE_PEERINGDB_NET_H

#include "base/json-document.h"
#include "stream/net.h"

/*
 * Appends the networks of BODY, PeeringDB's answer to /api/net, to NETS.  A
 * value that is wrong is reported and left out, and a network without an AS
 * number with it.  False if BODY is not such an answer or has no network,
 * which has been reported.
 */
bool peeringdb_nets(const struct document *doc, struct slice body,
    struct nets *nets);

#endif
