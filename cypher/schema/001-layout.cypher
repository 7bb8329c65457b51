// title: Entities, facts, provenance
// version: 1
// Keys are unique, so that nothing is ever there twice; every index is one that a query of this folder uses.

// Entities
CREATE CONSTRAINT tamyr_company_id IF NOT EXISTS FOR (n:Company) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT tamyr_person_id IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT tamyr_address_id IF NOT EXISTS FOR (n:Address) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT tamyr_account_id IF NOT EXISTS FOR (n:Account) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT tamyr_contact_id IF NOT EXISTS FOR (n:Contact) REQUIRE n.id IS UNIQUE;
CREATE FULLTEXT INDEX tamyr_names IF NOT EXISTS FOR (n:Company|Person|Address|Account|Contact) ON EACH [n.folded];

// Facts as nodes: `row` is the fact's number within its table, `changed` the load that last changed its validity
CREATE CONSTRAINT tamyr_company_record_row IF NOT EXISTS FOR (n:CompanyRecord) REQUIRE n.row IS UNIQUE;
CREATE INDEX tamyr_company_record_changed IF NOT EXISTS FOR (n:CompanyRecord) ON (n.changed);
CREATE CONSTRAINT tamyr_person_record_row IF NOT EXISTS FOR (n:PersonRecord) REQUIRE n.row IS UNIQUE;
CREATE INDEX tamyr_person_record_changed IF NOT EXISTS FOR (n:PersonRecord) ON (n.changed);
CREATE CONSTRAINT tamyr_name_record_row IF NOT EXISTS FOR (n:NameRecord) REQUIRE n.row IS UNIQUE;
CREATE INDEX tamyr_name_record_changed IF NOT EXISTS FOR (n:NameRecord) ON (n.changed);
CREATE CONSTRAINT tamyr_account_record_row IF NOT EXISTS FOR (n:AccountRecord) REQUIRE n.row IS UNIQUE;
CREATE INDEX tamyr_account_record_changed IF NOT EXISTS FOR (n:AccountRecord) ON (n.changed);
CREATE CONSTRAINT tamyr_tax_return_row IF NOT EXISTS FOR (n:TaxReturn) REQUIRE n.row IS UNIQUE;
CREATE INDEX tamyr_tax_return_changed IF NOT EXISTS FOR (n:TaxReturn) ON (n.changed);
CREATE CONSTRAINT tamyr_listing_row IF NOT EXISTS FOR (n:Listing) REQUIRE n.row IS UNIQUE;
CREATE INDEX tamyr_listing_changed IF NOT EXISTS FOR (n:Listing) ON (n.changed);
CREATE CONSTRAINT tamyr_role_record_row IF NOT EXISTS FOR (n:RoleRecord) REQUIRE n.row IS UNIQUE;
CREATE INDEX tamyr_role_record_changed IF NOT EXISTS FOR (n:RoleRecord) ON (n.changed);
CREATE CONSTRAINT tamyr_address_record_row IF NOT EXISTS FOR (n:AddressRecord) REQUIRE n.row IS UNIQUE;
CREATE INDEX tamyr_address_record_changed IF NOT EXISTS FOR (n:AddressRecord) ON (n.changed);
CREATE CONSTRAINT tamyr_contact_record_row IF NOT EXISTS FOR (n:ContactRecord) REQUIRE n.row IS UNIQUE;
CREATE INDEX tamyr_contact_record_changed IF NOT EXISTS FOR (n:ContactRecord) ON (n.changed);
CREATE CONSTRAINT tamyr_cash_operation_row IF NOT EXISTS FOR (n:CashOperation) REQUIRE n.row IS UNIQUE;
CREATE INDEX tamyr_cash_operation_changed IF NOT EXISTS FOR (n:CashOperation) ON (n.changed);
CREATE CONSTRAINT tamyr_invoice_record_row IF NOT EXISTS FOR (n:InvoiceRecord) REQUIRE n.row IS UNIQUE;
CREATE INDEX tamyr_invoice_record_changed IF NOT EXISTS FOR (n:InvoiceRecord) ON (n.changed);
CREATE CONSTRAINT tamyr_cash_operation_id IF NOT EXISTS FOR (n:CashOperation) REQUIRE n.id IS UNIQUE;
CREATE INDEX tamyr_cash_operation_at IF NOT EXISTS FOR (n:CashOperation) ON (n.at);
CREATE CONSTRAINT tamyr_invoice_record_id IF NOT EXISTS FOR (n:InvoiceRecord) REQUIRE n.id IS UNIQUE;

// Facts as relationships
CREATE INDEX tamyr_founded_row IF NOT EXISTS FOR ()-[r:FOUNDED]-() ON (r.row);
CREATE INDEX tamyr_founded_changed IF NOT EXISTS FOR ()-[r:FOUNDED]-() ON (r.changed);
CREATE INDEX tamyr_owns_row IF NOT EXISTS FOR ()-[r:OWNS]-() ON (r.row);
CREATE INDEX tamyr_owns_changed IF NOT EXISTS FOR ()-[r:OWNS]-() ON (r.changed);
CREATE INDEX tamyr_manages_row IF NOT EXISTS FOR ()-[r:MANAGES]-() ON (r.row);
CREATE INDEX tamyr_manages_changed IF NOT EXISTS FOR ()-[r:MANAGES]-() ON (r.changed);
CREATE INDEX tamyr_registered_at_row IF NOT EXISTS FOR ()-[r:REGISTERED_AT]-() ON (r.row);
CREATE INDEX tamyr_registered_at_changed IF NOT EXISTS FOR ()-[r:REGISTERED_AT]-() ON (r.changed);
CREATE INDEX tamyr_reached_by_row IF NOT EXISTS FOR ()-[r:REACHED_BY]-() ON (r.row);
CREATE INDEX tamyr_reached_by_changed IF NOT EXISTS FOR ()-[r:REACHED_BY]-() ON (r.changed);
CREATE INDEX tamyr_holds_row IF NOT EXISTS FOR ()-[r:HOLDS]-() ON (r.row);
CREATE INDEX tamyr_transferred_row IF NOT EXISTS FOR ()-[r:TRANSFERRED]-() ON (r.row);
CREATE INDEX tamyr_transferred_changed IF NOT EXISTS FOR ()-[r:TRANSFERRED]-() ON (r.changed);
CREATE INDEX tamyr_transferred_id IF NOT EXISTS FOR ()-[r:TRANSFERRED]-() ON (r.id);
CREATE INDEX tamyr_transferred_at IF NOT EXISTS FOR ()-[r:TRANSFERRED]-() ON (r.at);
CREATE INDEX tamyr_transferred_src_at IF NOT EXISTS FOR ()-[r:TRANSFERRED]-() ON (r.src, r.at);
CREATE INDEX tamyr_invoiced_row IF NOT EXISTS FOR ()-[r:INVOICED]-() ON (r.row);
CREATE INDEX tamyr_invoiced_changed IF NOT EXISTS FOR ()-[r:INVOICED]-() ON (r.changed);
CREATE INDEX tamyr_invoiced_id IF NOT EXISTS FOR ()-[r:INVOICED]-() ON (r.id);

// Provenance, results, what people write
CREATE CONSTRAINT tamyr_store_key IF NOT EXISTS FOR (n:TamyrStore) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT tamyr_load_seq IF NOT EXISTS FOR (n:Load) REQUIRE n.seq IS UNIQUE;
CREATE CONSTRAINT tamyr_source_file_file IF NOT EXISTS FOR (n:SourceFile) REQUIRE n.file IS UNIQUE;
CREATE CONSTRAINT tamyr_batch_key IF NOT EXISTS FOR (n:Batch) REQUIRE n.key IS UNIQUE;
CREATE INDEX tamyr_reject_seq IF NOT EXISTS FOR (n:Reject) ON (n.seq, n.place);
CREATE CONSTRAINT tamyr_run_run IF NOT EXISTS FOR (n:Run) REQUIRE n.run IS UNIQUE;
CREATE INDEX tamyr_run_part_run IF NOT EXISTS FOR (n:RunPart) ON (n.run, n.part);
CREATE CONSTRAINT tamyr_journal_seq IF NOT EXISTS FOR (n:Journal) REQUIRE n.seq IS UNIQUE;
CREATE CONSTRAINT tamyr_journal_key IF NOT EXISTS FOR (n:Journal) REQUIRE n.key IS UNIQUE;
