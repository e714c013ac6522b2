#ifndef REQUEST_VERIFY_PETITION_CHECK_H
#define REQUEST_VERIFY_PETITION_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include "request-verify/mntner-keys.h"
#include "request-verify/verdict.h"
#include "site/petition-text.h"
#include "site/site.h"

/* Is the text, which is signed, one for this network, now, about an AS that
 * is the maintainer's? */
bool petition_check(const struct petition_text *t, const struct site *site,
    const struct mntner_keys *keys, int64_t now, struct verdict *verdict);

#endif
