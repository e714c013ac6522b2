#ifndef PEER_VALIDATE_AUT_NUM_H
#define PEER_VALIDATE_AUT_NUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stream/record.h"
#include "stream/revision.h"

struct autnum;

/*
 * The registry data that the checks need, by AS number.  All zero is empty.
 * Free it with registry_free().
 */
struct registry {
	struct autnum *by_asn;
	size_t n;
	struct revision revision; /* the oldest one */
};

/*
 * Adds an aut-num record; a record whose key is not an AS number is skipped.
 * If an AS has two records with different maintainers, nobody maintains it:
 * either record may be a forgery.
 */
void registry_add(struct registry *reg, const struct record *r);
/* Does ASN have records that differ? */
bool registry_repeats(const struct registry *reg, uint32_t asn);
bool registry_has(const struct registry *reg, uint32_t asn);
/*
 * Is MNTNER in the AS's mnt-by?  Names compare without case (RPSL).  False if
 * the AS has records that differ.
 */
bool registry_maintains(const struct registry *reg, uint32_t asn,
    const char *mntner);
void registry_free(struct registry *reg);

#endif
