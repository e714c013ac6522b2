#ifndef ROA_JSON_ROA_DOCUMENT_H
#define ROA_JSON_ROA_DOCUMENT_H

#include "roa-json/roa.h"

/*
 * Reads the ROA JSON on FD, in the format of rpki-client(8), routinator and
 * the published rpki.json: an object whose "roas" is an array of objects with
 * "prefix", "maxLength", "asn" and optionally "ta".  ROAS is sorted, without
 * duplicates; *REPEATED is the number of duplicates.  False if the document is
 * malformed, has an invalid ROA, or has none; each kind of fault has been
 * reported once.  Call roas_free() in any case.
 */
bool roa_document_read(struct roas *roas, size_t *repeated, int fd,
    struct diag *diag);

#endif
