-- Two small documents and a correction as version 2 of the schema held them; without the search, which is made anew.
CREATE TABLE corrections (  -- 更正：误读的一格改成什么，谁、何时、为何；公开的原值留在这里
  id INTEGER PRIMARY KEY AUTOINCREMENT,  -- 更正编号
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- 所在文件
  project_id INTEGER REFERENCES projects (id) ON DELETE SET NULL,  -- 改的项目；空：没有用上
  indicator_id INTEGER REFERENCES indicators (id) ON DELETE SET NULL,  -- 改的指标
  project_name TEXT,  -- 公开的项目名称，替换文件后凭它找到；空：改的是文件
  project_nth INTEGER NOT NULL,  -- 是同名项目中的第几个，从 0 起
  indicator_level2 TEXT,  -- 公开的二级指标
  indicator_name TEXT,  -- 公开的指标名称；空：改的是项目
  indicator_nth INTEGER NOT NULL,  -- 是同级同名指标中的第几个，从 0 起
  field TEXT NOT NULL,  -- 改的列
  label TEXT NOT NULL,  -- 改的列，中文
  original CHECK (typeof(original) IN ('null', 'integer', 'text')),  -- 公开的值，金额为分
  corrected CHECK (typeof(corrected) IN ('null', 'integer', 'text')),  -- 更正后的值，金额为分
  who TEXT NOT NULL CHECK (who <> ''),  -- 谁
  why TEXT NOT NULL CHECK (why <> ''),  -- 为何
  made_at TEXT NOT NULL,  -- 何时（UTC）
  state TEXT NOT NULL CHECK (state IN ('applied', 'waiting', 'undone')),  -- 已用上；公开的值变了，没有用上；已撤销
  undone_by TEXT,  -- 谁撤销
  undone_at TEXT  -- 何时撤销（UTC）
);
INSERT INTO "corrections" VALUES(1,2,2,NULL,'图书馆运行',0,NULL,NULL,0,'total_fen','总计',120000000,110000000,'王某','看错','2026-11-22T21:08:17+00:00','applied',NULL,NULL);
CREATE TABLE documents (  -- 文件：一个部门、一个年度、一种表为一份
  id INTEGER PRIMARY KEY AUTOINCREMENT,  -- 文件编号，替换时不变，去掉后不再用
  department TEXT NOT NULL CHECK (department <> ''),  -- 部门名称
  department_key TEXT NOT NULL,  -- 部门名称，统一全半角、去掉空白，用于比较
  department_code TEXT,  -- 部门编码
  year INTEGER CHECK (year BETWEEN 1900 AND 2200),  -- 年度；空：文件没有写明
  kind TEXT NOT NULL CHECK (kind IN ('预算目标表', '自评表', '部门整体')),  -- 表的种类
  unit TEXT NOT NULL CHECK (unit IN ('元', '千元', '万元', '百万元', '亿元')),  -- 文件自己的金额单位
  title TEXT NOT NULL,  -- 标题
  file TEXT NOT NULL,  -- 文件名
  part INTEGER NOT NULL CHECK (part >= 1),  -- 是该文件中的第几份
  format TEXT NOT NULL,  -- 文件格式
  digest TEXT NOT NULL CHECK (length(digest) = 64),  -- 文件内容的 SHA-256
  printed_total_fen INTEGER CHECK (printed_total_fen IS NULL OR typeof(printed_total_fen) = 'integer'),  -- 印刷的合计，单位：分
  total_place TEXT NOT NULL,  -- 印刷的合计的出处
  current INTEGER NOT NULL CHECK (current IN (0, 1)),  -- 是否为该部门最近年度的预算目标表
  loaded_at TEXT NOT NULL  -- 装入时间（UTC）
);
INSERT INTO "documents" VALUES(1,'青岚市文化局','青岚市文化局',NULL,2023,'预算目标表','万元','2023年项目支出绩效目标表','文化局2023.txt',1,'txt','832ea72d37f88e456394519f85ca1f298e4da64255981862e339f651a0243fda',NULL,'',0,'2026-11-22T21:08:16+00:00');
INSERT INTO "documents" VALUES(2,'青岚市文化局','青岚市文化局',NULL,2024,'预算目标表','万元','2024年项目支出绩效目标表','文化局2024.txt',1,'txt','394848378bc04d6a8a6cb1193a9469b38bd0272bd6693fdcc1aaa1ea9772a7e3',NULL,'',1,'2026-11-22T21:08:18+00:00');
CREATE TABLE indicators (  -- 绩效指标
  id INTEGER PRIMARY KEY,  -- 指标编号，替换文件时同一项目同级同名的指标不变
  project_id INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE,  -- 所属项目
  ordinal INTEGER NOT NULL,  -- 在项目中的次序，从 1 起
  level1 TEXT,  -- 一级指标，与公开的一样，不含编码
  level1_code TEXT,  -- 一级指标的编码
  level2 TEXT,  -- 二级指标，与公开的一样，不含编码
  level2_code TEXT,  -- 二级指标的编码
  kind1 TEXT CHECK (kind1 IN ('output', 'benefit', 'satisfaction', 'cost_group')),  -- 一级指标归入的种类
  kind2 TEXT CHECK (kind2 IN ('number', 'quality', 'timeliness', 'cost', 'economic', 'social', 'ecological', 'lasting', 'served', 'economic_cost', 'social_cost', 'ecological_cost')),  -- 二级指标归入的种类
  misfiled INTEGER NOT NULL CHECK (misfiled IN (0, 1)),  -- 二级指标是否不属于所在的一级指标
  name TEXT NOT NULL,  -- 指标名称
  name_key TEXT NOT NULL,  -- 指标名称，统一全半角和大小写、去掉空白，用于比较
  cycle_target TEXT,  -- 实施周期指标值
  annual_target TEXT,  -- 年度指标值
  actual TEXT,  -- 实际完成值
  score TEXT,  -- 得分
  sheet TEXT,  -- 出处：工作表
  page INTEGER,  -- 出处：页
  table_number INTEGER,  -- 出处：页或文件中的第几个表
  row INTEGER,  -- 出处：行
  place TEXT NOT NULL,  -- 出处，一句话
  UNIQUE (project_id, ordinal)
);
INSERT INTO "indicators" VALUES(1,1,1,'产出指标','1','数量指标','11','output','number',0,'开放天数','开放天数','280天','280天',NULL,NULL,NULL,NULL,NULL,5,'第5行');
INSERT INTO "indicators" VALUES(2,2,1,'产出指标','1','数量指标','11','output','number',0,'开放天数','开放天数','300天','300天',NULL,NULL,NULL,NULL,NULL,5,'第5行');
INSERT INTO "indicators" VALUES(3,3,1,'产出指标','1','数量指标','11','output','number',0,'演出场次','演出场次','不少于50场','不少于50场',NULL,NULL,NULL,NULL,NULL,6,'第6行');
CREATE TABLE issues (  -- 核对时发现的问题
  id INTEGER PRIMARY KEY,  -- 编号
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- 所在文件
  project_id INTEGER REFERENCES projects (id) ON DELETE CASCADE,  -- 所在项目
  indicator_id INTEGER REFERENCES indicators (id) ON DELETE CASCADE,  -- 所在指标
  rule TEXT NOT NULL,  -- 规则
  title TEXT NOT NULL,  -- 规则的名称
  severity TEXT NOT NULL CHECK (severity IN ('warning', 'note')),  -- 严重程度
  message TEXT NOT NULL,  -- 发现了什么，怎样处理
  place TEXT NOT NULL  -- 出处
);
INSERT INTO "issues" VALUES(1,1,1,NULL,'no_satisfaction','没有满意度指标','note','「图书馆运行」没有满意度指标；按原样装入','第5行');
INSERT INTO "issues" VALUES(2,1,1,NULL,'no_cost','没有成本指标','note','「图书馆运行」没有成本指标；按原样装入','第5行');
INSERT INTO "issues" VALUES(3,2,2,NULL,'parts_mismatch','分项之和不符','warning','「图书馆运行」总计 110.00 万元，各分项之和 120.00 万元；按原样装入','第5行');
INSERT INTO "issues" VALUES(4,2,2,NULL,'no_satisfaction','没有满意度指标','note','「图书馆运行」没有满意度指标；按原样装入','第5行');
INSERT INTO "issues" VALUES(5,2,2,NULL,'no_cost','没有成本指标','note','「图书馆运行」没有成本指标；按原样装入','第5行');
INSERT INTO "issues" VALUES(6,2,3,NULL,'no_satisfaction','没有满意度指标','note','「送戏下乡」没有满意度指标；按原样装入','第6行');
INSERT INTO "issues" VALUES(7,2,3,NULL,'no_cost','没有成本指标','note','「送戏下乡」没有成本指标；按原样装入','第6行');
INSERT INTO "issues" VALUES(8,2,2,NULL,'goal_copied','绩效目标照抄上年','note','「图书馆运行」的绩效目标与2023年的一字不差；按原样装入','第5行');
CREATE TABLE projects (  -- 项目
  id INTEGER PRIMARY KEY,  -- 项目编号，替换文件时同名项目不变
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- 所在文件
  ordinal INTEGER NOT NULL,  -- 在文件中的次序，从 1 起
  name TEXT NOT NULL CHECK (name <> ''),  -- 项目名称，与公开的一样
  name_key TEXT NOT NULL,  -- 项目名称，统一全半角和大小写、去掉空白，用于比较
  code TEXT,  -- 项目编码
  spending_unit TEXT,  -- 资金使用单位
  implementing_unit TEXT,  -- 实施单位
  total_fen INTEGER CHECK (total_fen IS NULL OR typeof(total_fen) = 'integer'),  -- 总计，单位：分
  appropriation_fen INTEGER CHECK (appropriation_fen IS NULL OR typeof(appropriation_fen) = 'integer'),  -- 财政拨款，单位：分
  special_account_fen INTEGER CHECK (special_account_fen IS NULL OR typeof(special_account_fen) = 'integer'),  -- 财政专户拨款，单位：分
  other_funds_fen INTEGER CHECK (other_funds_fen IS NULL OR typeof(other_funds_fen) = 'integer'),  -- 其他资金，单位：分
  government_fund_fen INTEGER CHECK (government_fund_fen IS NULL OR typeof(government_fund_fen) = 'integer'),  -- 政府性基金，不计入财政拨款，单位：分
  state_capital_fen INTEGER CHECK (state_capital_fen IS NULL OR typeof(state_capital_fen) = 'integer'),  -- 国有资本经营预算，不计入财政拨款，单位：分
  goal TEXT,  -- 绩效目标
  indicator_count INTEGER NOT NULL,  -- 指标个数
  sheet TEXT,  -- 出处：工作表
  page INTEGER,  -- 出处：页
  table_number INTEGER,  -- 出处：页或文件中的第几个表
  row INTEGER,  -- 出处：行
  place TEXT NOT NULL,  -- 出处，一句话
  UNIQUE (document_id, ordinal)
);
INSERT INTO "projects" VALUES(1,1,1,'图书馆运行','图书馆运行',NULL,NULL,NULL,100000000,100000000,NULL,NULL,NULL,NULL,'做好工作。',1,NULL,NULL,NULL,5,'第5行');
INSERT INTO "projects" VALUES(2,2,1,'图书馆运行','图书馆运行',NULL,NULL,NULL,110000000,120000000,NULL,NULL,NULL,NULL,'做好工作。',1,NULL,NULL,NULL,5,'第5行');
INSERT INTO "projects" VALUES(3,2,2,'送戏下乡','送戏下乡',NULL,NULL,NULL,30000000,30000000,NULL,NULL,NULL,NULL,'做好工作。',1,NULL,NULL,NULL,6,'第6行');
CREATE TABLE quantities (  -- 指标值中的数值；一个值可以没有，也可以有几个
  id INTEGER PRIMARY KEY,  -- 编号
  indicator_id INTEGER NOT NULL REFERENCES indicators (id) ON DELETE CASCADE,  -- 所属指标
  target TEXT NOT NULL CHECK (target IN ('cycle', 'annual', 'actual')),  -- 出自哪一列
  ordinal INTEGER NOT NULL,  -- 在值中的次序，从 1 起
  number REAL NOT NULL,  -- 数值，用于比较
  number_text TEXT NOT NULL,  -- 数值，精确的十进制
  unit TEXT,  -- 计量单位；空：没有写
  bound TEXT NOT NULL CHECK (bound IN ('exact', 'above', 'at_least', 'about', 'at_most', 'below')),  -- 界：等于、超过、不低于、约、不超过、低于
  edge INTEGER NOT NULL CHECK (edge IN (-1, 0, 1)),  -- 刚好大于（1）或刚好小于（-1）该数
  UNIQUE (indicator_id, target, ordinal)
);
INSERT INTO "quantities" VALUES(1,1,'cycle',1,280.0,'280','天','exact',0);
INSERT INTO "quantities" VALUES(2,1,'annual',1,280.0,'280','天','exact',0);
INSERT INTO "quantities" VALUES(3,2,'cycle',1,300.0,'300','天','exact',0);
INSERT INTO "quantities" VALUES(4,2,'annual',1,300.0,'300','天','exact',0);
INSERT INTO "quantities" VALUES(5,3,'cycle',1,50.0,'50','场','at_least',0);
INSERT INTO "quantities" VALUES(6,3,'annual',1,50.0,'50','场','at_least',0);
CREATE UNIQUE INDEX documents_by_department_key_IFNULL_year_1_kind ON documents (department_key, IFNULL(year, -1), kind);
CREATE INDEX documents_by_digest ON documents (digest);
CREATE INDEX documents_by_current_kind_year ON documents (current, kind, year);
CREATE INDEX projects_by_name ON projects (name);
CREATE INDEX projects_by_name_key ON projects (name_key);
CREATE INDEX projects_by_document_id_total_fen ON projects (document_id, total_fen);
CREATE INDEX projects_by_total_fen ON projects (total_fen);
CREATE INDEX indicators_by_kind2_project_id ON indicators (kind2, project_id);
CREATE INDEX indicators_by_kind1_project_id ON indicators (kind1, project_id);
CREATE INDEX indicators_by_name_key ON indicators (name_key);
CREATE INDEX quantities_by_target_unit_number_indicator_id ON quantities (target, unit, number, indicator_id);
CREATE INDEX issues_by_document_id_rule ON issues (document_id, rule);
CREATE INDEX issues_by_project_id ON issues (project_id);
CREATE INDEX issues_by_indicator_id ON issues (indicator_id);
CREATE INDEX corrections_by_document_id ON corrections (document_id);
CREATE INDEX corrections_by_project_id ON corrections (project_id);
CREATE INDEX corrections_by_indicator_id ON corrections (indicator_id);
CREATE VIEW "项目" AS SELECT
  p.id AS "项目编号",
  d.id AS "文件编号",
  d.department AS "部门",
  d.year AS "年度",
  d.kind AS "类型",
  d.current AS "当前",
  p.ordinal AS "序号",
  p.name AS "项目",
  p.total_fen / 1000000.0 AS "总计",
  p.total_fen AS "总计_分",
  p.appropriation_fen / 1000000.0 AS "财政拨款",
  p.appropriation_fen AS "财政拨款_分",
  p.special_account_fen / 1000000.0 AS "财政专户拨款",
  p.special_account_fen AS "财政专户拨款_分",
  p.other_funds_fen / 1000000.0 AS "其他资金",
  p.other_funds_fen AS "其他资金_分",
  p.government_fund_fen / 1000000.0 AS "政府性基金",
  p.government_fund_fen AS "政府性基金_分",
  p.state_capital_fen / 1000000.0 AS "国有资本经营",
  p.state_capital_fen AS "国有资本经营_分",
  p.goal AS "绩效目标",
  p.indicator_count AS "指标数",
  p.code AS "项目编码",
  p.spending_unit AS "资金使用单位",
  p.implementing_unit AS "实施单位",
  d.file || ' ' || p.place AS "来源",
  (SELECT group_concat(c.label, '、') FROM corrections c WHERE c.project_id = p.id AND c.indicator_id IS NULL AND c.state = 'applied') AS "更正"
FROM projects p JOIN documents d ON d.id = p.document_id;
CREATE VIEW "指标" AS SELECT
  i.id AS "指标编号",
  p.id AS "项目编号",
  d.id AS "文件编号",
  d.department AS "部门",
  d.year AS "年度",
  d.kind AS "类型",
  d.current AS "当前",
  p.name AS "项目",
  p.total_fen AS "总计_分",
  p.appropriation_fen AS "财政拨款_分",
  p.special_account_fen AS "财政专户拨款_分",
  p.other_funds_fen AS "其他资金_分",
  p.government_fund_fen AS "政府性基金_分",
  p.state_capital_fen AS "国有资本经营_分",
  i.ordinal AS "序号",
  i.level1 AS "一级指标",
  i.level2 AS "二级指标",
  CASE i.kind1 WHEN 'output' THEN '产出指标' WHEN 'benefit' THEN '效益指标' WHEN 'satisfaction' THEN '满意度指标' WHEN 'cost_group' THEN '成本指标' END AS "一级类",
  CASE i.kind2 WHEN 'number' THEN '数量指标' WHEN 'quality' THEN '质量指标' WHEN 'timeliness' THEN '时效指标' WHEN 'cost' THEN '成本指标' WHEN 'economic' THEN '经济效益' WHEN 'social' THEN '社会效益' WHEN 'ecological' THEN '生态效益' WHEN 'lasting' THEN '可持续影响' WHEN 'served' THEN '服务对象满意度' WHEN 'economic_cost' THEN '经济成本' WHEN 'social_cost' THEN '社会成本' WHEN 'ecological_cost' THEN '生态环境成本' END AS "二级类",
  i.name AS "指标",
  i.cycle_target AS "实施周期指标值",
  i.annual_target AS "年度指标值",
  i.actual AS "实际完成值",
  i.score AS "得分",
  i.misfiled AS "归类不符",
  d.file || ' ' || i.place AS "来源",
  (SELECT group_concat(c.label, '、') FROM corrections c WHERE c.indicator_id = i.id AND c.state = 'applied') AS "更正"
FROM indicators i JOIN projects p ON p.id = i.project_id JOIN documents d ON d.id = p.document_id;
CREATE VIEW "指标数值" AS SELECT
  q.indicator_id AS "指标编号",
  i.project_id AS "项目编号",
  CASE q.target WHEN 'cycle' THEN '实施周期' WHEN 'annual' THEN '年度' ELSE '实际' END AS "列",
  q.number AS "数值",
  q.unit AS "单位",
  CASE q.bound WHEN 'exact' THEN '等于' WHEN 'above' THEN '超过' WHEN 'at_least' THEN '不低于' WHEN 'about' THEN '约' WHEN 'at_most' THEN '不超过' ELSE '低于' END AS "界",
  q.edge AS "偏"
FROM quantities q JOIN indicators i ON i.id = q.indicator_id;
CREATE VIEW "文件" AS SELECT
  d.id AS "文件编号",
  d.department AS "部门",
  d.year AS "年度",
  d.kind AS "类型",
  d.unit AS "单位",
  d.title AS "标题",
  d.file AS "文件名",
  d.printed_total_fen / 1000000.0 AS "印刷合计",
  d.printed_total_fen AS "印刷合计_分",
  (SELECT COUNT(*) FROM projects p WHERE p.document_id = d.id) AS "项目数",
  (SELECT IFNULL(SUM(p.indicator_count), 0) FROM projects p WHERE p.document_id = d.id) AS "指标数",
  (SELECT SUM(p.total_fen) FROM projects p WHERE p.document_id = d.id) / 1000000.0 AS "合计",
  (SELECT SUM(p.total_fen) FROM projects p WHERE p.document_id = d.id) AS "合计_分",
  d.current AS "当前"
FROM documents d;
CREATE VIEW "核对问题" AS SELECT
  d.id AS "文件编号",
  d.department AS "部门",
  d.year AS "年度",
  p.name AS "项目",
  i.name AS "指标",
  s.title AS "规则",
  CASE s.severity WHEN 'warning' THEN '警告' ELSE '提示' END AS "严重程度",
  s.message AS "说明",
  rtrim(d.file || ' ' || s.place) AS "来源",
  s.id AS "问题编号"
FROM issues s JOIN documents d ON d.id = s.document_id LEFT JOIN projects p ON p.id = s.project_id LEFT JOIN indicators i ON i.id = s.indicator_id;
CREATE VIEW "更正" AS SELECT
  c.id AS "更正编号",
  d.id AS "文件编号",
  d.department AS "部门",
  d.year AS "年度",
  d.kind AS "类型",
  c.project_id AS "项目编号",
  c.indicator_id AS "指标编号",
  COALESCE(p.name, c.project_name) AS "项目",
  COALESCE(i.name, c.indicator_name) AS "指标",
  c.label AS "列",
  CASE WHEN substr(c.field, -4) = '_fen' THEN c.original / 1000000.0 ELSE c.original END AS "公开值",
  CASE WHEN substr(c.field, -4) = '_fen' THEN c.corrected / 1000000.0 ELSE c.corrected END AS "更正值",
  c.who AS "更正人",
  c.why AS "原因",
  c.made_at AS "时间",
  CASE c.state WHEN 'applied' THEN '已用上' WHEN 'waiting' THEN '没有用上' ELSE '已撤销' END AS "状态"
FROM corrections c JOIN documents d ON d.id = c.document_id LEFT JOIN projects p ON p.id = c.project_id LEFT JOIN indicators i ON i.id = c.indicator_id;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('documents',2);
INSERT INTO "sqlite_sequence" VALUES('corrections',1);
PRAGMA application_id = 1785297001;
PRAGMA user_version = 2;
