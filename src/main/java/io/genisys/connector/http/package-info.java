/**
 * The HTTP API: translates a request, asks the catalog, the fleet or whoever reconciles, and renders the answer.
 * Decides nothing about containers.
 */
package io.genisys.connector.http;
