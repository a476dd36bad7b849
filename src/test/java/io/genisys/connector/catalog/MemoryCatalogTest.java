package io.genisys.connector.catalog;

final class MemoryCatalogTest extends CatalogContract {
    private final Catalog catalog = new MemoryCatalog();

    @Override
    Catalog catalog() {
        return catalog;
    }
}
