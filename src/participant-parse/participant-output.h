#ifndef PARTICIPANT_PARSE_PARTICIPANT_OUTPUT_H
#define PARTICIPANT_PARSE_PARTICIPANT_OUTPUT_H

#include "participant-parse/options.h"
#include "participant-parse/participant-intake.h"

void participant_write(const struct participant *p);
/* Writes a record for each AS number of the users who are no participants. */
void participant_write_refusals(const struct roster *roster);
/* Writes the servers, if the input has a participant's view of the VPN.  False
 * if it does not say whose or where, which has been reported. */
bool participant_write_servers(struct intake *in, const struct options *o);

#endif
