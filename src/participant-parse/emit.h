#ifndef PARTICIPANT_PARSE_EMIT_H
#define PARTICIPANT_PARSE_EMIT_H

#include <stdint.h>
#include <stdio.h>

#include "participant-parse/roster.h"

/*
 * A participant record (birdfeed-records(5)), its addresses and prefixes
 * sorted (which they are afterwards), each once.  These are the only code
 * that writes one.
 */
void emit_participant(FILE *f, struct user *u);
/* The exchange's servers, as a participant has them: addresses alone. */
void emit_servers(FILE *f, uint32_t asn, struct addr_list *addrs);

#endif
