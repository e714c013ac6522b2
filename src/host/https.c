/* What birdfeed wants of libcurl for each request. */
#include "host/https.h"

#include "base/url.h"

bool
https_rules(CURL *easy, const char *url, const char *ca_file)
{
	bool ok = curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
	    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK &&
	    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L) == CURLE_OK &&
	    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L) == CURLE_OK &&
	    curl_easy_setopt(easy, CURLOPT_SSLVERSION,
		(long)CURL_SSLVERSION_TLSv1_2) == CURLE_OK &&
	    curl_easy_setopt(easy, CURLOPT_USERAGENT,
		"birdfeed/" PACKAGE_VERSION) == CURLE_OK;

	if (ca_file != NULL)
		ok = ok &&
		    curl_easy_setopt(easy, CURLOPT_CAINFO, ca_file) ==
			CURLE_OK &&
		    curl_easy_setopt(easy, CURLOPT_CAPATH, NULL) == CURLE_OK;
	if (url_is_loopback(url))
		ok = ok &&
		    curl_easy_setopt(easy, CURLOPT_PROXY, "") == CURLE_OK;
	return ok;
}
