#ifndef ROA_JSON_ROA_DOCUMENT_H
#define ROA_JSON_ROA_DOCUMENT_H

#include "roa-json/roa.h"

/*
 * Reads the ROA JSON on FD, as rpki-client(8), routinator and the published
 * rpki.json write it: an object whose "roas" is an array of objects with
 * "prefix", "maxLength", "asn" and perhaps "ta".  ROAS are sorted, each VRP
 * once; *REPEATED is how many there were twice.  False when it is no such
 * document, holds a ROA that is none, or none at all; that has been reported,
 * once for each kind of fault.  roas_free() it in any case.
 */
bool roa_document_read(struct roas *roas, size_t *repeated, int fd,
    struct diag *diag);

#endif
