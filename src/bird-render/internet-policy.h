#ifndef BIRD_RENDER_INTERNET_POLICY_H
#define BIRD_RENDER_INTERNET_POLICY_H

#include <stdio.h>

#include "bird-render/input.h"

/* The relation to the neighbour that sent a route: the n of the large
 * community (ASN, 3, n), as in RFC 8195's example. */
#define POLICY_RELATION 3
enum { RELATION_CUSTOMER = 2, RELATION_PEER = 3, RELATION_TRANSIT = 4 };

/* Prints the policy of a network of the public internet: its constants, and
 * the functions that the sessions' filters call. */
void internet_policy_text(FILE *f, const struct input *in);

#endif
