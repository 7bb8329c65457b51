// title: Is there a store, and what else is there
// Counts of one label come from the server's statistics, however large the graph is.
CALL { OPTIONAL MATCH (s:TamyrStore {key: 'store'}) RETURN s.version AS version }
CALL { MATCH (n) RETURN count(n) AS nodes }
CALL {
  MATCH (n:Company) WITH count(n) AS labelled RETURN 'Company' AS label, labelled
  UNION ALL
  MATCH (n:Person) WITH count(n) AS labelled RETURN 'Person' AS label, labelled
  UNION ALL
  MATCH (n:Address) WITH count(n) AS labelled RETURN 'Address' AS label, labelled
  UNION ALL
  MATCH (n:Account) WITH count(n) AS labelled RETURN 'Account' AS label, labelled
  UNION ALL
  MATCH (n:Contact) WITH count(n) AS labelled RETURN 'Contact' AS label, labelled
  UNION ALL
  MATCH (n:CompanyRecord) WITH count(n) AS labelled RETURN 'CompanyRecord' AS label, labelled
  UNION ALL
  MATCH (n:PersonRecord) WITH count(n) AS labelled RETURN 'PersonRecord' AS label, labelled
  UNION ALL
  MATCH (n:NameRecord) WITH count(n) AS labelled RETURN 'NameRecord' AS label, labelled
  UNION ALL
  MATCH (n:AccountRecord) WITH count(n) AS labelled RETURN 'AccountRecord' AS label, labelled
  UNION ALL
  MATCH (n:TaxReturn) WITH count(n) AS labelled RETURN 'TaxReturn' AS label, labelled
  UNION ALL
  MATCH (n:Listing) WITH count(n) AS labelled RETURN 'Listing' AS label, labelled
  UNION ALL
  MATCH (n:RoleRecord) WITH count(n) AS labelled RETURN 'RoleRecord' AS label, labelled
  UNION ALL
  MATCH (n:AddressRecord) WITH count(n) AS labelled RETURN 'AddressRecord' AS label, labelled
  UNION ALL
  MATCH (n:ContactRecord) WITH count(n) AS labelled RETURN 'ContactRecord' AS label, labelled
  UNION ALL
  MATCH (n:CashOperation) WITH count(n) AS labelled RETURN 'CashOperation' AS label, labelled
  UNION ALL
  MATCH (n:InvoiceRecord) WITH count(n) AS labelled RETURN 'InvoiceRecord' AS label, labelled
  UNION ALL
  MATCH (n:Load) WITH count(n) AS labelled RETURN 'Load' AS label, labelled
  UNION ALL
  MATCH (n:SourceFile) WITH count(n) AS labelled RETURN 'SourceFile' AS label, labelled
  UNION ALL
  MATCH (n:Reject) WITH count(n) AS labelled RETURN 'Reject' AS label, labelled
  UNION ALL
  MATCH (n:Batch) WITH count(n) AS labelled RETURN 'Batch' AS label, labelled
  UNION ALL
  MATCH (n:Run) WITH count(n) AS labelled RETURN 'Run' AS label, labelled
  UNION ALL
  MATCH (n:RunPart) WITH count(n) AS labelled RETURN 'RunPart' AS label, labelled
  UNION ALL
  MATCH (n:Journal) WITH count(n) AS labelled RETURN 'Journal' AS label, labelled
  UNION ALL
  MATCH (n:Cluster) WITH count(n) AS labelled RETURN 'Cluster' AS label, labelled
  UNION ALL
  MATCH (n:Finding) WITH count(n) AS labelled RETURN 'Finding' AS label, labelled
}
RETURN version, nodes, collect(CASE WHEN labelled > 0 THEN label END) AS labels
