/**
 * Types that exist to keep or queue data, with what they keep. Left out on purpose: secrets and keys (credentials, not
 * customers' data), log groups (operation), code and images, and what only passes data on.
 */
const customerDataTypes: Readonly<Record<string, string>> = {
  'AWS::S3::Bucket': 'files, exports and backups',
  'AWS::RDS::DBInstance': 'database records',
  'AWS::RDS::DBCluster': 'database records',
  'AWS::RDS::DBSnapshot': 'a copy of a database',
  'AWS::RDS::DBClusterSnapshot': 'a copy of a database',
  'AWS::DynamoDB::Table': 'table records',
  'AWS::Cassandra::Keyspace': 'table records',
  'AWS::Redshift::Cluster': 'analytics records',
  'AWS::Redshift::ClusterSnapshot': 'a copy of analytics records',
  'AWS::RedshiftServerless::Namespace': 'analytics records',
  'AWS::OpenSearch::Domain': 'searchable copies of records',
  'AWS::OpenSearchServerless::Collection': 'searchable copies of records',
  'AWS::Elasticsearch::Domain': 'searchable copies of records',
  'AWS::EFS::FileSystem': 'shared files',
  'AWS::FSx::FileSystem': 'shared files',
  'AWS::EC2::Volume': 'the disk of a server',
  'AWS::EC2::Snapshot': 'a copy of a disk',
  'AWS::Backup::RecoveryPoint': 'a copy of a data store',
  'AWS::Neptune::DBCluster': 'graph records',
  'AWS::DocDB::DBCluster': 'documents',
  'AWS::Timestream::Database': 'time series of records',
  'AWS::QLDB::Ledger': 'ledger entries',
  'AWS::ElastiCache::ReplicationGroup': 'copies of records held for speed',
  'AWS::MemoryDB::Cluster': 'records held in memory',
  'AWS::Kinesis::Stream': 'records in transit, kept for hours or days',
  'AWS::KinesisFirehose::DeliveryStream': 'records in transit',
  'AWS::MSK::Cluster': 'records in transit, kept for hours or days',
  'AWS::AmazonMQ::Broker': 'messages waiting to be handled',
  'AWS::SQS::Queue': 'messages waiting to be handled',
  'AWS::Cognito::UserPool': 'names and addresses of users',
  'AWS::Lightsail::Bucket': 'files',
  'AWS::Lightsail::Database': 'database records',
  'AWS::Lightsail::Disk': 'the disk of a server',
  'microsoft.storage/storageaccounts': 'files, tables, queues and backups',
  'microsoft.sql/servers/databases': 'database records',
  'microsoft.sql/managedinstances/databases': 'database records',
  'microsoft.documentdb/databaseaccounts': 'documents',
  'microsoft.dbforpostgresql/servers': 'database records',
  'microsoft.dbforpostgresql/flexibleservers': 'database records',
  'microsoft.dbformysql/servers': 'database records',
  'microsoft.dbformysql/flexibleservers': 'database records',
  'microsoft.compute/disks': 'the disk of a server',
  'microsoft.compute/snapshots': 'a copy of a disk',
  'microsoft.netapp/netappaccounts/capacitypools/volumes': 'shared files',
  'microsoft.cache/redis': 'copies of records held for speed',
  'microsoft.search/searchservices': 'searchable copies of records',
  'microsoft.synapse/workspaces': 'analytics records',
  'microsoft.kusto/clusters': 'analytics records',
  'microsoft.eventhub/namespaces': 'records in transit, kept for hours or days',
  'microsoft.servicebus/namespaces': 'messages waiting to be handled',
  'microsoft.recoveryservices/vaults': 'copies of servers and databases',
};

/** What resources of a type keep that may be customers' data; null for types that are not made to keep any. */
export function keptData(type: string): string | null {
  const name = type.startsWith('AWS::') ? type : type.toLowerCase();
  return Object.hasOwn(customerDataTypes, name) ? (customerDataTypes[name] ?? null) : null;
}
