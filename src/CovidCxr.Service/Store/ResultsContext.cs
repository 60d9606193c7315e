using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CovidCxr.Service.Store;

/// <summary>
/// The tables: results, feedback, batches and their files, API keys. Names are in snake_case, so that SQL needs no quotes.
/// </summary>
/// <param name="options">The provider and the connection.</param>
public abstract class ResultsContext(DbContextOptions options) : DbContext(options)
{
    private const int IdLength = 32, HashLength = 64, WordLength = 20, NameLength = 255;

    /// <summary>Results.</summary>
    public DbSet<StoredResult> Results => Set<StoredResult>();

    /// <summary>What readers said.</summary>
    public DbSet<Feedback> Feedback => Set<Feedback>();

    /// <summary>Batches.</summary>
    public DbSet<StoredBatch> Batches => Set<StoredBatch>();

    /// <summary>Their files.</summary>
    public DbSet<BatchFile> BatchFiles => Set<BatchFile>();

    /// <summary>Keys of programs.</summary>
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<StoredResult>(result =>
        {
            result.Property(r => r.Id).HasMaxLength(IdLength);
            result.Property(r => r.BatchId).HasMaxLength(IdLength);
            result.Property(r => r.File).HasMaxLength(NameLength);
            result.Property(r => r.PictureSha256).HasMaxLength(HashLength);
            result.Property(r => r.MediaType).HasMaxLength(NameLength);
            result.Property(r => r.Model).HasMaxLength(NameLength);
            result.Property(r => r.CreatedBy).HasMaxLength(NameLength);
            result.Property(r => r.Probabilities).HasConversion(Numbers).HasMaxLength(NameLength);
            foreach (var word in (string[])[nameof(StoredResult.Class), nameof(StoredResult.Verdict), nameof(StoredResult.VerdictClass)])
                result.Property(word).HasMaxLength(WordLength);
            result.HasIndex(r => r.CreatedAt);
            result.HasIndex(r => r.BatchId);
            result.HasIndex(r => r.PictureSha256);
            result.HasIndex(r => r.Verdict);
        });
        modelBuilder.Entity<Feedback>(feedback =>
        {
            feedback.Property(f => f.Id).HasMaxLength(IdLength);
            feedback.Property(f => f.ResultId).HasMaxLength(IdLength);
            feedback.Property(f => f.Verdict).HasMaxLength(WordLength);
            feedback.Property(f => f.Class).HasMaxLength(WordLength);
            feedback.Property(f => f.CreatedBy).HasMaxLength(NameLength);
            feedback.HasOne<StoredResult>().WithMany().HasForeignKey(f => f.ResultId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<StoredBatch>(batch =>
        {
            batch.Property(b => b.Id).HasMaxLength(IdLength);
            batch.Property(b => b.State).HasMaxLength(WordLength);
            batch.Property(b => b.CreatedBy).HasMaxLength(NameLength);
            batch.HasIndex(b => b.State);
        });
        modelBuilder.Entity<BatchFile>(file =>
        {
            file.HasKey(f => new { f.BatchId, f.Position });
            file.Property(f => f.BatchId).HasMaxLength(IdLength);
            file.Property(f => f.File).HasMaxLength(NameLength);
            file.Property(f => f.PictureSha256).HasMaxLength(HashLength);
            file.Property(f => f.ResultId).HasMaxLength(IdLength);
            file.HasIndex(f => f.PictureSha256);
            file.HasOne<StoredBatch>().WithMany().HasForeignKey(f => f.BatchId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<ApiKey>(key =>
        {
            key.Property(k => k.Id).HasMaxLength(IdLength);
            key.Property(k => k.Name).HasMaxLength(NameLength);
            key.Property(k => k.Hash).HasMaxLength(HashLength);
            key.Property(k => k.Scopes).HasMaxLength(NameLength);
        });
        Name(modelBuilder);
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcTime>();

    private static readonly ValueConverter<double[], string> Numbers = new(
        numbers => string.Join(' ', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture))),
        text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray());

    private static void Name(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            entity.SetTableName(SnakeCase(entity.GetTableName()!));
            foreach (var property in entity.GetProperties())
                property.SetColumnName(SnakeCase(property.Name));
        }
    }

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }
        return text.ToString();
    }

    // SQLite forgets that a time is UTC.
    private sealed class UtcTime() : ValueConverter<DateTime, DateTime>(time => time, time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
}

/// <summary>The tables in SQLite.</summary>
/// <param name="options">The connection.</param>
public sealed class SqliteResults(DbContextOptions<SqliteResults> options) : ResultsContext(options)
{
    internal sealed class Design : IDesignTimeDbContextFactory<SqliteResults>
    {
        public SqliteResults CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteResults>().UseSqlite("Data Source=:memory:").Options);
    }
}

/// <summary>The tables in PostgreSQL.</summary>
/// <param name="options">The connection.</param>
public sealed class PostgresResults(DbContextOptions<PostgresResults> options) : ResultsContext(options)
{
    internal sealed class Design : IDesignTimeDbContextFactory<PostgresResults>
    {
        public PostgresResults CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgresResults>().UseNpgsql("Host=127.0.0.1").Options);
    }
}
